import { Alert, App, Modal } from 'antd'
import { useCallback } from 'react'
import { chinaMinute } from '../../../shared/date.ts'
import { asksFirst, impactQuestion, type ParameterImpact } from '../../../shared/policy/impact.ts'
import { type SetLine, VERDICT_NAMES } from '../../../shared/policy/setPlan.ts'
import type { RoundView } from '../../../shared/views.ts'
import { call } from '../../client.ts'
import { Failure, Working } from '../../ui/Notices.tsx'
import { useSubmit } from '../../ui/useSubmit.ts'
import { ImpactPanel } from './ImpactPanel.tsx'
import { takeChange } from './policyStore.ts'
import { useAnswer } from './useAnswer.ts'

interface Props {
  round: RoundView
  file: { token: string; name: string }
  onClose(): void
}

/** 导入参数: what each entry of the file does, and what all of them change; all are taken or none. */
export function ImportDialog({ round, file, onClose }: Props) {
  const { busy, problem, submit } = useSubmit()
  const { modal } = App.useApp()
  const ask = useCallback(
    () => call('policy.previewImport', { roundId: round.id, fileToken: file.token }),
    [round.id, file.token],
  )
  const answer = useAnswer(ask)
  const plan = answer.state === 'ready' ? answer.value : null
  const count = (verdict: SetLine['verdict']) => plan?.lines.filter((line) => line.verdict === verdict).length ?? 0
  const taken = count('new') + count('changed')

  async function apply(planHash: string, impact: ParameterImpact): Promise<void> {
    const agreed =
      !asksFirst(impact) ||
      (await modal.confirm({
        title: `本批次已在办理，确定导入 ${taken} 项参数吗？`,
        content: impactQuestion(impact),
        okText: '导入',
        cancelText: '返回',
      }))
    if (!agreed) return
    await submit(async () => {
      const input = { roundId: round.id, fileToken: file.token, planHash }
      takeChange(round.id, await call('policy.importParameters', input))
      onClose()
    })
  }

  return (
    <Modal
      open
      className="tall-dialog"
      width={1000}
      title={`导入参数：${file.name} → ${round.name}`}
      okText={taken === 0 ? '没有可导入的参数' : `导入 ${taken} 项`}
      okButtonProps={{ disabled: plan === null || taken === 0 || count('refused') > 0, loading: busy }}
      cancelText="取消"
      onOk={() => plan !== null && void apply(plan.planHash, plan.impact)}
      onCancel={onClose}
      mask={{ closable: false }}
    >
      {answer.state === 'working' && <Working words="正在核对参数文件…" />}
      {answer.state === 'failed' && <Failure message={answer.message} />}
      {plan !== null && (
        <>
          <p className="quiet">
            由{plan.from.exportedBy}于 {chinaMinute(plan.from.exportedAt)} 从 {plan.from.round} 批次导出；新录入{' '}
            {count('new')} 项，有变化 {count('changed')} 项，相同 {count('same')} 项，不能导入 {count('refused')} 项。
          </p>
          {count('refused') > 0 && (
            <Alert
              type="error"
              showIcon
              className="tight"
              title="有不能导入的参数，整个文件都不会导入；请改正文件后重新选择。"
            />
          )}
          <SetLines lines={plan.lines} />
          {count('refused') === 0 && <ImpactPanel state="ready" impact={plan.impact} />}
        </>
      )}
      {problem !== '' && <Failure message={problem} />}
    </Modal>
  )
}

function SetLines({ lines }: { lines: SetLine[] }) {
  return (
    <div className="set-lines">
      <table className="plain-table">
        <thead>
          <tr>
            <th>行</th>
            <th>参数</th>
            <th>核对</th>
            <th>现值</th>
            <th>文件中的值</th>
            <th>依据</th>
            <th>生效日期</th>
            <th>原录入</th>
          </tr>
        </thead>
        <tbody>
          {lines.map((line) => (
            <tr key={line.line}>
              <td className="digits">{line.line}</td>
              <td>{line.label}</td>
              <td>
                {VERDICT_NAMES[line.verdict]}
                {line.reason !== '' && <div className="hint problem">{line.reason}</div>}
              </td>
              <td className="value">{line.old ?? '未设定'}</td>
              <td className="value">{line.new}</td>
              <td className="basis">{line.basis}</td>
              <td className="digits">{line.effectiveFrom}</td>
              <td>
                {line.enteredBy}
                <div className="quiet digits">{chinaMinute(line.enteredAt)}</div>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
