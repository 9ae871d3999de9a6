import { Alert, Table } from 'antd'
import { useCallback, useState } from 'react'
import type { DrillResult, SecondPlace } from '../../../shared/contract/backups.ts'
import type { Output } from '../../../shared/contract.ts'
import { chinaDay, chinaMinute } from '../../../shared/date.ts'
import { AppError } from '../../../shared/errors.ts'
import { sizeText } from '../../../shared/fileSize.ts'
import { shortHash } from '../../../shared/report/marks.ts'
import { call } from '../../client.ts'
import { Act } from '../../ui/Act.tsx'
import { Failure, Nothing, Working } from '../../ui/Notices.tsx'
import { useLoaded } from '../../ui/useLoaded.ts'
import { useSubmit } from '../../ui/useSubmit.ts'
import { DrillSheet } from './DrillSheet.tsx'
import { RestoreDialog } from './RestoreDialog.tsx'
import './backup.css'

type View = Output<'backup.list'>
type Line = View['backups'][number]

/** Wait for the program first, then for the system, then pull: in any other order bytes may still be on their way. */
const REMOVAL =
  '取下 U 盘：① 已看到本句，程序已写完并读回核对；② 在系统里点「安全移除」或「弹出」；③ 等系统提示可以移除，再拔。'

/** Backups: made by the clock and before great acts, listed, checked, copied away, gone back to, drilled. */
export function Backup() {
  const ask = useCallback(() => call('backup.list', {}), [])
  const { loaded, reload, take } = useLoaded(ask)
  const { busy, problem, submit } = useSubmit()
  const [done, setDone] = useState('')
  const [doing, setDoing] = useState('')
  const [restoring, setRestoring] = useState<Line | null>(null)
  const [drill, setDrill] = useState<DrillResult | null>(null)

  /** One thing at a time: each reads or writes whole files. */
  const run = (words: string, act: () => Promise<string>) =>
    submit(async () => {
      setDone('')
      setDoing(words)
      try {
        setDone(await act())
      } finally {
        setDoing('')
      }
    })

  const backUpNow = () =>
    run('正在备份并核验…', async () => {
      take(await call('backup.now', {}))
      return '已备份并核验。'
    })
  const toDrive = () =>
    run('正在备份到 U 盘并读回核对…', async () => {
      const place = await call('dialog.openFolder', {})
      if (place === null) return ''
      const made = await call('backup.toDrive', { folderToken: place.token })
      reload()
      const files = made.attachments === 0 ? '' : `和附件 ${made.attachments} 个`
      return `已备份到“${place.name}”里的“${made.folder}”：${sizeText(made.bytes)}${files}，连同钥匙文件和清单。${REMOVAL}`
    })
  const toFile = () =>
    run('正在备份并核验…', async () => {
      const suggestedName = `时尚资金评审备份${chinaDay(new Date().toISOString())}.db`
      const file = await call('dialog.savePaper', { suggestedName, kind: 'db' })
      return file === null ? '' : doneText(file.name, await call('backup.create', { saveToken: file.token }))
    })
  const check = ({ name }: Line) =>
    run('正在逐条核验这份备份…', async () => {
      const { ok, message } = await call('backup.verify', { backup: name })
      if (!ok) throw new AppError('DAMAGED', message)
      return message
    })
  const practise = () =>
    run('正在演练：备份、损坏、恢复、逐行比较…', async () => {
      setDrill(await call('backup.drill', {}))
      reload()
      return ''
    })
  const setSecond = (choose: boolean) =>
    run('正在设定并拷贝最近一份…', async () => {
      const place = choose ? await call('dialog.openFolder', {}) : null
      if (choose && place === null) return ''
      take(await call('backup.setSecond', { folderToken: place?.token ?? null }))
      return choose ? '已设定第二处，以后每份备份都拷一份过去。' : '已取消第二处。'
    })

  if (loaded.state === 'working') return <Working words="正在查看备份…" />
  if (loaded.state === 'failed') return <Failure message={loaded.message} retry={reload} />
  const { backups, second, problem: unmade } = loaded.value
  return (
    <section className="card backup-card">
      <p className="quiet">
        有改动时每十来分钟自动备份一次，大动作之前另备一份；当天留 3 份，每天 1 份留 30 天，每月 1 份留 24
        个月。备份含申报人的信息和附件，请按内部资料保管。
      </p>
      {unmade !== '' && <Failure message={unmade} />}
      {problem !== '' && <Failure message={problem} />}
      {done !== '' && <Alert className="tight" type="success" showIcon title={done} />}
      <div className="acts">
        <Act command channel="backup.now" type="primary" loading={busy} onClick={() => void backUpNow()}>
          立即备份
        </Act>
        <Act command channel="backup.toDrive" onClick={() => void toDrive()}>
          立即备份到U盘…
        </Act>
        <Act command="备份为一个文件…" channel="backup.create" onClick={() => void toFile()}>
          备份为一个文件…
        </Act>
        <Act command="备份演练" channel="backup.drill" onClick={() => void practise()}>
          演练
        </Act>
        <span className="quiet" role="status">
          {doing}
        </span>
      </div>
      <Second second={second} onChoose={() => void setSecond(true)} onDrop={() => void setSecond(false)} />
      {backups.length === 0 ? (
        <Nothing words="还没有自动备份：有了改动十来分钟内会备一份，也可以点「立即备份」" />
      ) : (
        <Table<Line>
          size="small"
          rowKey="name"
          pagination={false}
          scroll={{ y: 'max(180px, calc(100vh - 430px))' }}
          dataSource={backups}
          columns={[
            { title: '时间', dataIndex: 'at', width: 150, render: (at: string) => chinaMinute(at) },
            { title: '为什么', dataIndex: 'why', render: (why: string) => (why === '' ? '旧版程序所作' : why) },
            { title: '大小', dataIndex: 'bytes', width: 90, align: 'right', render: sizeText },
            { title: '留痕', dataIndex: 'entries', width: 90, align: 'right', render: (n: number | null) => n ?? '—' },
            {
              title: '核验',
              key: 'verified',
              width: 110,
              render: (_, { entries }) => (entries === null ? '没有清单' : '备份时已核验'),
            },
            {
              title: '',
              key: 'acts',
              width: 150,
              render: (_, line) => (
                <span className="backup-acts">
                  <Act channel="backup.verify" size="small" onClick={() => void check(line)}>
                    校验
                  </Act>
                  <Act channel="backup.restore" size="small" onClick={() => setRestoring(line)}>
                    恢复…
                  </Act>
                </span>
              ),
            },
          ]}
        />
      )}
      {restoring !== null && <RestoreDialog line={restoring} onClose={() => setRestoring(null)} />}
      {drill !== null && <DrillSheet result={drill} onClose={() => setDrill(null)} />}
    </section>
  )
}

/** Another drive that gets a copy of each backup; away, a sentence and no more. */
function Second({ second, onChoose, onDrop }: { second: SecondPlace | null; onChoose(): void; onDrop(): void }) {
  return (
    <div className="backup-second">
      {second !== null && second.problem !== '' && (
        <Alert className="tight" type="warning" showIcon title={second.problem} />
      )}
      <span>
        第二处：
        {second === null
          ? '没有设定。本机的盘坏了，备份会一起丢；请选另一块硬盘或一直插着的 U 盘。'
          : `${second.folder}，${second.newestAt === null ? '那里还没有备份' : `最近一份 ${chinaMinute(second.newestAt)}`}`}
      </span>
      <Act channel="backup.setSecond" size="small" onClick={onChoose}>
        {second === null ? '选择…' : '更换…'}
      </Act>
      {second !== null && (
        <Act channel="backup.setSecond" size="small" onClick={onDrop}>
          不再拷到这里
        </Act>
      )}
    </div>
  )
}

function doneText(name: string, { bytes, sha256, attachments }: Output<'backup.create'>): string {
  const files = attachments === 0 ? '没有附件' : `附件 ${attachments} 个在旁边的文件夹“${name}.files”里`
  return `已备份到“${name}”，${sizeText(bytes)}，校验码 ${shortHash(sha256)}；${files}。同名的 .key、.manifest.json、.files 是它的一部分，移动时一起带走。`
}
