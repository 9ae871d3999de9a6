import { Modal } from 'antd'
import { useCallback, useState } from 'react'
import { chinaMinute } from '../../../shared/date.ts'
import type { ParameterInForce } from '../../../shared/policy/article.ts'
import { call } from '../../client.ts'
import { Failure, Working } from '../../ui/Notices.tsx'
import { ORIGIN_NAMES } from '../../ui/ParameterList.tsx'
import { useAnswer } from './useAnswer.ts'

/** 历次录入: who entered what and when, and which rounds use it. Read when it is opened. */
export function VersionList({ roundId, parameterKey }: { roundId: string; parameterKey: string }) {
  const [open, setOpen] = useState(false)
  return (
    <details className="versions" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>历次录入</summary>
      {open && <Versions roundId={roundId} parameterKey={parameterKey} />}
    </details>
  )
}

interface DialogProps {
  roundId: string
  parameter: ParameterInForce
  onClose(): void
}

/** The same for those who may look and not enter. */
export function VersionDialog({ roundId, parameter, onClose }: DialogProps) {
  return (
    <Modal
      open
      width={980}
      className="tall-dialog"
      title={`历次录入：${parameter.label}`}
      footer={null}
      onCancel={onClose}
    >
      <div className="versions">
        <Versions roundId={roundId} parameterKey={parameter.key} />
      </div>
    </Modal>
  )
}

function Versions({ roundId, parameterKey }: { roundId: string; parameterKey: string }) {
  const ask = useCallback(
    () => call('policy.parameterHistory', { roundId, key: parameterKey }),
    [roundId, parameterKey],
  )
  const answer = useAnswer(ask)
  if (answer.state === 'failed') return <Failure message={answer.message} />
  if (answer.state !== 'ready') return <Working words="正在读取历次录入…" />
  if (answer.value.length === 0) return <p className="quiet">还没有人录入过；保存后从这里可以查到。</p>
  return (
    <div>
      <table className="plain-table">
        <thead>
          <tr>
            <th>数值</th>
            <th>来源</th>
            <th>依据</th>
            <th>生效日期</th>
            <th>录入人</th>
            <th>录入时间</th>
            <th>使用的批次</th>
          </tr>
        </thead>
        <tbody>
          {answer.value.map((version) => (
            <tr key={version.id}>
              <td className="value">
                {version.text}
                {version.current && <span className="mark plain">本批次现用</span>}
              </td>
              <td>{ORIGIN_NAMES[version.origin]}</td>
              <td className="basis">{version.basis}</td>
              <td className="digits">{version.effectiveFrom}</td>
              <td>{version.who}</td>
              <td className="digits">{chinaMinute(version.enteredAt)}</td>
              <td>{version.rounds.length === 0 ? '未使用' : version.rounds.join('、')}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
