import { Failure } from '../../ui/Notices.tsx'
import type { Planned } from './intakeStore.ts'

/** What the plan would do as things stand, read out when a choice changes it, and why a choice or the file was refused. */
export function PlanCounts({ intake }: { intake: Planned }) {
  const { plan, rereading, message } = intake
  return (
    <>
      {message !== '' && <Failure message={`没有采用这项更改：${message}`} />}
      {plan.refusal !== '' && <Failure message={plan.refusal} />}
      <p className="plan-counts" role="status">
        {plan.refusal === '' ? (
          <>
            新增 <b className="digits">{plan.created}</b> 件 · 变化 <b className="digits">{plan.changed}</b> 件 · 未变{' '}
            <b className="digits">{plan.unchanged}</b> 件 · 有问题{' '}
            <b className={plan.rejected > 0 ? 'digits problem' : 'digits'}>{plan.rejected}</b> 行 · 跳过{' '}
            <b className="digits">{plan.skipped}</b> 行
          </>
        ) : (
          '目前没有可导入的内容。可以改表头行、不导入某张表或改列对应，也可以换一个文件。'
        )}
        {rereading && <span className="quiet"> 正在按新的选择重新核对…</span>}
      </p>
    </>
  )
}
