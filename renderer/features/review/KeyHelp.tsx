import { Button, Modal } from 'antd'
import { useLater } from '../../later.ts'
import { Act } from '../../ui/Act.tsx'
import { RecuseDialog } from '../../ui/RecuseDialog.tsx'
import { REVIEW_KEYS, useReviewKeys } from './reviewKeys.ts'
import { move, putOff, takeView, useView } from './reviewStore.ts'

/**
 * Binds the keys of 审核, and is the line at its foot: what the keys do, as buttons too, and the full list behind `?`.
 * Nothing above it is drawn anew when the open case changes.
 */
export function KeyHelp() {
  const keys = useReviewKeys()
  const view = useView()
  const later = useLater(({ ids }) => view !== null && ids.has(view.row.id))
  return (
    <footer className="key-line">
      <Button type="text" size="small" onClick={() => move(1)}>
        <kbd>J</kbd>
        下一件
      </Button>
      <Button type="text" size="small" onClick={() => move(-1)}>
        <kbd>K</kbd>
        上一件
      </Button>
      <Act command channel="case.decide" type="text" size="small" hotkey="S" aria-pressed={later} onClick={putOff}>
        {later ? '取消稍后' : '稍后再审'}
      </Act>
      <Act command channel="case.recuse" type="text" size="small" hotkey="R" onClick={keys.recuse}>
        回避…
      </Act>
      {later && <span className="mark ask">已放到稍后，排在最后</span>}
      <span className="space" />
      <Button type="text" size="small" onClick={keys.show}>
        <kbd>?</kbd>
        全部快捷键
      </Button>
      {keys.open && (
        <Modal
          open
          title="快捷键"
          width={860}
          className="tall-dialog"
          onCancel={keys.close}
          footer={<Button onClick={keys.close}>知道了</Button>}
        >
          <dl className="key-list">
            {REVIEW_KEYS.map(([key, words]) => (
              <div key={key}>
                <dt>
                  <kbd>{key}</kbd>
                </dt>
                <dd>{words}</dd>
              </div>
            ))}
          </dl>
          <p className="quiet">在输入框内或输入法组字时，单键不起作用。</p>
        </Modal>
      )}
      {keys.recusing && view !== null && (
        <RecuseDialog
          caseId={view.row.id}
          title={
            <>
              {view.application.applicationNo} <span className="personal">{view.application.applicant}</span>
            </>
          }
          person={null}
          onDone={takeView}
          onClose={keys.endRecusing}
        />
      )}
    </footer>
  )
}
