import { Alert, Button, Form, Radio } from 'antd'
import { useCallback, useState } from 'react'
import type { Input as CallInput, Output } from '../../../shared/contract.ts'
import { chinaMinute } from '../../../shared/date.ts'
import { sizeText } from '../../../shared/fileSize.ts'
import { call } from '../../client.ts'
import { LostLists } from '../../ui/LostLists.tsx'
import { Failure, Working } from '../../ui/Notices.tsx'
import { PersonFields } from '../../ui/PersonFields.tsx'
import { useLoaded } from '../../ui/useLoaded.ts'
import { useSubmit } from '../../ui/useSubmit.ts'
import { loadSession } from '../../workspace.ts'
import './recovery.css'

type View = Output<'recovery.state'>
type Done = Output<'recovery.restore'>

/** As many backups as one looks through; they are all in the folder. */
const SHOWN = 8

/** Stands in the place of the desk while the case database does not open: why, and the way back from a backup. */
export function RecoveryPage({ message }: { message: string }) {
  const ask = useCallback(() => call('recovery.state', {}), [])
  const { loaded } = useLoaded(ask)
  const { busy, problem, submit } = useSubmit()
  const [done, setDone] = useState<Done | null>(null)

  const retry = () =>
    submit(async () => {
      await call('recovery.retry', {})
      await loadSession()
    })

  if (loaded.state === 'working') return <Working words="正在查看备份…" />
  // The core itself does not answer: there is nothing to recover from here.
  if (loaded.state === 'failed') return <Failure message={message} retry={() => void loadSession()} />
  if (done !== null) return <Restored done={done} />
  return (
    <main className="door recovery">
      <h1>案卷库没有打开</h1>
      <Alert className="tight" type="error" showIcon title={loaded.value.sentence} />
      <p className="quiet">现有文件没有改动。</p>
      {problem !== '' && <Failure message={problem} />}
      <Button onClick={() => void retry()} loading={busy}>
        原因已排除，再打开一次
      </Button>
      {loaded.value.keyOf !== null && <KeyFromBackup at={loaded.value.keyOf} />}
      {loaded.value.restorable && <FromBackup view={loaded.value} onDone={setDone} />}
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
        {`把 ${chinaMinute(at)} 的备份所带的钥匙文件复制到案卷库旁，案卷库本身不动，内容一条不少。之后用备份当时的密码登录；备份之后新建的账号须由管理员重设密码。`}
      </p>
      {problem !== '' && <Failure message={problem} />}
      <Button type="primary" block loading={busy} onClick={() => void place()}>
        放回钥匙文件
      </Button>
    </>
  )
}

function FromBackup({ view, onDone }: { view: View; onDone(done: Done): void }) {
  const { busy, problem, submit } = useSubmit()
  const [form] = Form.useForm<CallInput<'recovery.restore'>>()
  const chosen = Form.useWatch('backup', form)
  const newest = view.backups[0]

  async function restore(answers: CallInput<'recovery.restore'>): Promise<void> {
    await submit(async () => onDone(await call('recovery.restore', answers)))
  }

  if (newest === undefined) {
    return <p>本机没有自动备份。请联系维护人员，用另存的备份文件恢复；不要删除现有文件。</p>
  }
  return (
    <>
      <h2>从备份恢复</h2>
      <p>所选备份之后的操作不在备份里，需要重做。现有文件会原样改名搁置，不会删除。</p>
      {view.offered !== newest.name && <Alert className="tight" type="warning" showIcon title={unsoundWords(view)} />}
      {problem !== '' && <Failure message={problem} />}
      <Form<CallInput<'recovery.restore'>>
        layout="vertical"
        requiredMark={false}
        form={form}
        initialValues={{ backup: view.offered ?? newest.name }}
        onFinish={(answers) => void restore(answers)}
      >
        <Form.Item name="backup" label="备份（最新的在前）">
          <Radio.Group options={shownOf(view).map((line) => ({ value: line.name, label: backupWords(line) }))} />
        </Form.Item>
        <Gap view={view} chosen={view.backups.find(({ name }) => name === chosen) ?? newest} />
        <div className="recovery-who">
          <PersonFields nameLabel="管理员姓名" passwordLabel="备份当时的密码" />
        </div>
        <Button type="primary" htmlType="submit" block loading={busy}>
          {busy ? '正在核验并恢复…' : '核验并恢复'}
        </Button>
      </Form>
    </>
  )
}

type Backup = View['backups'][number]

/** The one offered among them, however many newer ones are unsound. */
function shownOf({ backups, offered }: View): Backup[] {
  return backups.slice(0, Math.max(SHOWN, backups.findIndex(({ name }) => name === offered) + 1))
}

function backupWords({ at, why, entries, bytes }: Backup): string {
  const parts = [chinaMinute(at), why, entries === null ? '' : `留痕 ${entries} 条`, sizeText(bytes)]
  return parts.filter((part) => part !== '').join('，')
}

function unsoundWords({ backups, offered }: View): string {
  if (offered === null) return '没有一份备份与备份时核验的内容相符，可能已损坏或由旧版程序所作；恢复前仍会整份核验。'
  const newer = backups.findIndex(({ name }) => name === offered)
  return `较新的 ${newer} 份备份与备份时核验的内容不符，可能已损坏；已选最新的完好一份。`
}

/** Only what is known while nothing can be read: what the backup holds, and from when to when is missing. */
function Gap({ view: { changedAt, fileName }, chosen }: { view: View; chosen: Backup }) {
  const from = chinaMinute(chosen.at)
  const minutes = changedAt === null ? 0 : Math.ceil((Date.parse(changedAt) - Date.parse(chosen.at)) / 60_000)
  return (
    <section aria-label="会缺什么">
      <h3>会缺什么</h3>
      <ul>
        {changedAt === null ? (
          <li>
            “{fileName}”已不在原处：{from} 起到它丢失为止的操作，有多少、是哪些，无法得知。
          </li>
        ) : minutes <= 0 ? (
          <li>
            “{fileName}”最后改动于 {chinaMinute(changedAt)}，不晚于这份备份：没有更晚改动的迹象。
          </li>
        ) : (
          <li>
            {from} 到 {chinaMinute(changedAt)}（“{fileName}”最后改动的时间，也可能就是损坏之时），前后{' '}
            {spanWords(minutes)}。
          </li>
        )}
        {changedAt !== null && minutes > 0 && (
          <li>其间做了哪些操作，现在读不出来。恢复时会用密码试读搁置的文件，读得出的逐项列出。</li>
        )}
      </ul>
    </section>
  )
}

function spanWords(minutes: number): string {
  const [days, hours, rest] = [Math.floor(minutes / 1440), Math.floor((minutes % 1440) / 60), minutes % 60]
  const parts = [days > 0 && `${days} 天`, hours > 0 && `${hours} 小时`, rest > 0 && `${rest} 分钟`]
  return parts.filter((part) => part !== false).join(' ')
}

function Restored({ done }: { done: Done }) {
  const aside = done.asideName === '' ? '' : `原文件已改名为“${done.asideName}”，保留在同一文件夹。`
  return (
    <main className="door recovery">
      <h1>案卷库已恢复</h1>
      <Alert
        className="tight"
        type="success"
        showIcon
        title={`已恢复到 ${chinaMinute(done.at)} 的备份，整份核验通过。${aside}`}
      />
      <Missing done={done} />
      <Button type="primary" onClick={() => void loadSession()}>
        去登录
      </Button>
    </main>
  )
}

/** What must be done again, as far as the file set aside still tells. */
function Missing({ done: { at, asideName, lost } }: { done: Done }) {
  const since = chinaMinute(at)
  if (lost === null) {
    const why = asideName === '' ? '原文件已不在' : '搁置的文件读不出来'
    return <p>{`${why}，${since} 之后做过哪些操作无法得知；请对照纸面文书和各人记录核对、重办。`}</p>
  }
  if (lost.entries === 0) return <p>搁置的文件里没有读出 {since} 的备份之后的操作。</p>
  const [from, to] = [chinaMinute(lost.from ?? at), chinaMinute(lost.to ?? at)]
  const span = from === to ? from : `${from} 到 ${to}`
  return (
    <>
      <p>{`搁置的文件还读得出 ${span} 的 ${lost.entries} 步操作，备份里没有，请对照重办：`}</p>
      <LostLists {...lost} />
    </>
  )
}
