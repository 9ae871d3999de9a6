import { Alert, Button } from 'antd'
import { useCallback, useState } from 'react'
import { chinaDay, chinaMinute } from '../../../shared/date.ts'
import type { ReturnMade } from '../../../shared/exchange/views.ts'
import { call } from '../../client.ts'
import { enterWorkspace, workspaceName } from '../../packages.ts'
import { Act } from '../../ui/Act.tsx'
import { Failure, Working } from '../../ui/Notices.tsx'
import { PackageCode } from '../../ui/PackageCode.tsx'
import { useLoaded } from '../../ui/useLoaded.ts'
import { useSubmit } from '../../ui/useSubmit.ts'

const ask = () => call('exchange.task', {})

/** In a package's workspace: what it is, how far the work is, and the 回收包 to hand back. */
export function TaskPart() {
  const load = useCallback(ask, [])
  const { loaded, reload } = useLoaded(load)
  const [made, setMade] = useState<ReturnMade | null>(null)
  const { busy, problem, submit } = useSubmit()

  if (loaded.state === 'working') return <Working words="正在读取派发包…" />
  if (loaded.state === 'failed') return <Failure message={loaded.message} retry={reload} />
  const task = loaded.value
  if (task === null) return <Failure message="现在不在派发包的工作区里" retry={reload} />
  const { workspace } = task

  const make = () =>
    submit(async () => {
      const suggestedName = `回收包${workspace.dispatchNumber}-${workspace.person}-${chinaDay(new Date().toISOString())}.lgpkg`
      const file = await call('dialog.savePaper', { suggestedName, kind: 'lgpkg' })
      if (file === null) return
      setMade(await call('exchange.return', { file: file.token }))
      reload()
    })

  return (
    <section className="card narrow">
      <div className="form-grid">
        <span>派发包</span>
        <b>{workspaceName(workspace)}</b>
        <span>打开于</span>
        <span className="digits">{chinaMinute(workspace.openedAt)}</span>
        <span>交回期限</span>
        <span className="digits">{workspace.dueOn ?? '未定'}</span>
        <span>申报</span>
        <span>
          {task.cases} 件，未交回的办理 {task.worked} 件
        </span>
        <span>上次制作回收包</span>
        <span className="digits">{task.returnedAt === null ? '还没有' : chinaMinute(task.returnedAt)}</span>
      </div>
      <p>
        办完后制作回收包，用 U
        盘交回派发人。回收包只含本人新做的记录；可以分几次交回，每次都包含全部，重复合并不会改变结果。
      </p>
      {task.drafts > 0 && (
        <Alert
          className="tight"
          type="warning"
          showIcon
          title={`还有 ${task.drafts} 件有未拟定的草稿，不随回收包送回；要带回的请先拟定意见`}
        />
      )}
      {made !== null && (
        <>
          <PackageCode code={made.code} note="交回时请把这个内容码告诉派发人" />
          <p>
            含 {made.cases} 件的 {made.records} 条记录（
            {made.counts.map(({ kind, records }) => `${kind} ${records}`).join('、')}），附件 {made.attachments} 个
          </p>
        </>
      )}
      {problem !== '' && <Failure message={problem} />}
      <div className="acts">
        <Act command="制作回收包…" channel="exchange.return" type="primary" loading={busy} onClick={() => void make()}>
          {busy ? '正在制作并核对…' : '制作回收包…'}
        </Act>
        <Button onClick={() => void submit(() => enterWorkspace(null))}>离开工作区，回到本机案卷库</Button>
      </div>
    </section>
  )
}
