import { Alert, Button, Form, Radio } from 'antd'
import { useCallback, useState } from 'react'
import type { Input as CallInput, Output } from '../../../shared/contract.ts'
import { chinaMinute } from '../../../shared/date.ts'
import { call } from '../../client.ts'
import { Failure, Working } from '../../ui/Notices.tsx'
import { PersonFields } from '../../ui/PersonFields.tsx'
import { useLoaded } from '../../ui/useLoaded.ts'
import { useSubmit } from '../../ui/useSubmit.ts'
import { loadSession } from '../../workspace.ts'

/** Stands in the place of the desk while the case database does not open: why, and the way back from a backup. */
export function RecoveryPage({ message }: { message: string }) {
  const ask = useCallback(() => call('recovery.state', {}), [])
  const { loaded } = useLoaded(ask)
  const { busy, problem, submit } = useSubmit()

  const retry = () =>
    submit(async () => {
      await call('recovery.retry', {})
      await loadSession()
    })

  if (loaded.state === 'working') return <Working words="正在查看备份…" />
  // The core itself does not answer: there is nothing to recover from here.
  if (loaded.state === 'failed') return <Failure message={message} retry={() => void loadSession()} />
  return (
    <main className="door">
      <h1>案卷库没有打开</h1>
      <Alert className="tight" type="error" showIcon title={loaded.value.sentence} />
      <p className="quiet">现有文件没有改动。</p>
      {problem !== '' && <Failure message={problem} />}
      <Button onClick={() => void retry()} loading={busy}>
        原因已排除，再打开一次
      </Button>
      {loaded.value.keyOf !== null && <KeyFromBackup at={loaded.value.keyOf} />}
      {loaded.value.restorable && <FromBackup view={loaded.value} />}
    </main>
  )
}

/** The database is whole, so nothing of it is replaced. */
function KeyFromBackup({ at }: { at: string }) {
  const { busy, problem, submit } = useSubmit()
  const place = () =>
    submit(async () => {
      await call('recovery.placeKey', {})
      await loadSession()
    })

  return (
    <>
      <h2>用备份里的钥匙文件</h2>
      <p>
        把 {chinaMinute(at)} 的备份所带的钥匙文件复制到案卷库旁，案卷库本身不动，内容一条不少。
        之后用备份当时的密码登录；备份之后新建的账号须由管理员重设密码。
      </p>
      {problem !== '' && <Failure message={problem} />}
      <Button type="primary" block loading={busy} onClick={() => void place()}>
        放回钥匙文件
      </Button>
    </>
  )
}

function FromBackup({ view }: { view: Output<'recovery.state'> }) {
  const { busy, problem, submit } = useSubmit()
  const [done, setDone] = useState<Output<'recovery.restore'> | null>(null)
  const newest = view.backups[0]

  async function restore(answers: CallInput<'recovery.restore'>): Promise<void> {
    await submit(async () => setDone(await call('recovery.restore', answers)))
  }

  if (done !== null) return <Restored done={done} />
  if (newest === undefined) {
    return <p>本机没有自动备份。请联系维护人员，用另存的备份文件恢复；不要删除现有文件。</p>
  }
  return (
    <>
      <h2>从备份恢复</h2>
      <p>
        {view.changedAt !== null && `“${view.fileName}”最后改动于 ${chinaMinute(view.changedAt)}。`}
        所选备份之后的操作不在备份里，需要重做。现有文件会原样改名搁置，不会删除。
      </p>
      {problem !== '' && <Failure message={problem} />}
      <Form<CallInput<'recovery.restore'>>
        layout="vertical"
        requiredMark={false}
        initialValues={{ backup: newest.name }}
        onFinish={(answers) => void restore(answers)}
      >
        <Form.Item name="backup" label="备份（最新的在前）">
          <Radio.Group
            options={view.backups.slice(0, 8).map(({ name, at, bytes }) => ({
              value: name,
              label: `${chinaMinute(at)}，${Math.ceil(bytes / 1024)} KB`,
            }))}
          />
        </Form.Item>
        <PersonFields nameLabel="管理员姓名" passwordLabel="备份当时的密码" />
        <Button type="primary" htmlType="submit" block loading={busy}>
          {busy ? '正在核验并恢复…' : '核验并恢复'}
        </Button>
      </Form>
    </>
  )
}

function Restored({ done }: { done: Output<'recovery.restore'> }) {
  const aside = done.asideName === '' ? '' : `原文件已改名为“${done.asideName}”，保留在同一文件夹。`
  return (
    <>
      <Alert
        className="tight"
        type="success"
        showIcon
        title={`已恢复到 ${chinaMinute(done.at)} 的备份，含留痕 ${done.auditEntries} 条，核验通过。${aside}`}
      />
      <Button type="primary" onClick={() => void loadSession()}>
        去登录
      </Button>
    </>
  )
}
