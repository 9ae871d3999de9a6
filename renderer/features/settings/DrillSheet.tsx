import { Alert, Modal } from 'antd'
import type { DrillResult } from '../../../shared/contract/backups.ts'
import { chinaMinute } from '../../../shared/date.ts'

/** What each step of a drill found. */
export function DrillSheet({ result, onClose }: { result: DrillResult; onClose(): void }) {
  const { at, passed, steps } = result
  return (
    <Modal open width={720} title={`备份演练结果（${chinaMinute(at)}）`} footer={null} onCancel={onClose}>
      <Alert
        className="tight"
        type={passed ? 'success' : 'error'}
        showIcon
        title={
          passed
            ? '演练通过：备份可以恢复，恢复出的每一行都与现在相同。现有数据没有改动。'
            : '演练没有通过：请看下面哪一步不对；现有数据没有改动。请先另存一份数据文件夹，再联系维护人员。'
        }
      />
      <table className="drill-table">
        <thead>
          <tr>
            <th>步骤</th>
            <th>结果</th>
            <th>发现</th>
            <th>用时</th>
          </tr>
        </thead>
        <tbody>
          {steps.map(({ name, ok, words, ms }) => (
            <tr key={name}>
              <td>{name}</td>
              <td>{ok ? '✓ 对' : '✗ 不对'}</td>
              <td>{words}</td>
              <td>{(ms / 1000).toFixed(1)} 秒</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Modal>
  )
}
