import { Button, Modal } from 'antd'
import { REVIEW_KEYS } from './reviewKeys.ts'

/** The line of keys at the foot of 审核 and the full list behind `?`. */
export function KeyHelp({ open, onOpen, onClose }: { open: boolean; onOpen: () => void; onClose: () => void }) {
  return (
    <footer className="key-line">
      <kbd>J</kbd>/<kbd>K</kbd> 下一件/上一件 · <kbd>Ctrl+Enter</kbd> 保存并下一件 · <kbd>/</kbd> 检索 ·{' '}
      <Button type="link" size="small" className="flush" onClick={onOpen}>
        <kbd>?</kbd> 全部快捷键
      </Button>
      <Modal open={open} title="快捷键" onCancel={onClose} footer={<Button onClick={onClose}>知道了</Button>}>
        <table className="plain-table">
          <tbody>
            {REVIEW_KEYS.map(([key, words]) => (
              <tr key={key}>
                <td>
                  <kbd>{key}</kbd>
                </td>
                <td>{words}</td>
              </tr>
            ))}
          </tbody>
        </table>
        <p className="quiet">在输入框内或输入法组字时，单键不起作用。</p>
      </Modal>
    </footer>
  )
}
