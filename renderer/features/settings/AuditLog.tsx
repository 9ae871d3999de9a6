import { Alert, Table, type TableColumnsType } from 'antd'
import { useEffect, useState } from 'react'
import type { AuditEntryView } from '../../../shared/audit/views.ts'
import { chinaMinute } from '../../../shared/date.ts'
import { shortHash } from '../../../shared/report/marks.ts'
import { type ReplayReport, replayHolds, replaySentence } from '../../../shared/review/replayReport.ts'
import { call, may, sentence, whoMay } from '../../client.ts'
import { Act } from '../../ui/Act.tsx'
import { Failure } from '../../ui/Notices.tsx'
import { SentenceList } from '../../ui/SentenceList.tsx'
import { useSize } from '../../ui/useSize.ts'
import { useUser } from '../../workspace.ts'

const COLUMNS: TableColumnsType<AuditEntryView> = [
  { title: '序号', dataIndex: 'seq', width: 72, align: 'right', className: 'digits' },
  { title: '时间', dataIndex: 'at', width: 150, className: 'digits', render: (at: string) => chinaMinute(at) },
  { title: '人员', dataIndex: 'who', width: 110, ellipsis: true },
  { title: '事项', dataIndex: 'action', width: 130, ellipsis: true },
  { title: '内容', dataIndex: 'detail', width: 440, ellipsis: true },
  { title: '校验码', dataIndex: 'hash', width: 176, className: 'digits', render: (hash: string) => shortHash(hash) },
]
const WIDTH = 1078

/** The chained record, newest first, and its check. */
export function AuditLog() {
  const allowed = may(useUser(), 'audit.list')
  const [entries, setEntries] = useState<AuditEntryView[]>([])
  const [loading, setLoading] = useState(allowed)
  const [problem, setProblem] = useState('')
  const [verdict, setVerdict] = useState<{ ok: boolean; message: string } | null>(null)
  const [busy, setBusy] = useState<'' | 'verify' | 'replay'>('')
  const [replay, setReplay] = useState<ReplayReport | null>(null)
  const [frame, size] = useSize<HTMLDivElement>()

  useEffect(() => {
    if (!allowed) return
    call('audit.list', { limit: 1000 })
      .then(setEntries, (error: unknown) => setProblem(sentence(error)))
      .finally(() => setLoading(false))
  }, [allowed])

  async function check(what: 'verify' | 'replay'): Promise<void> {
    setBusy(what)
    setProblem('')
    try {
      if (what === 'verify') setVerdict(await call('audit.verify', {}))
      else setReplay(await call('audit.replay', { roundId: null }))
    } catch (error) {
      setProblem(sentence(error))
    } finally {
      setBusy('')
    }
  }

  return (
    <section className="card grow">
      <div className="acts first">
        <Act command channel="audit.verify" loading={busy === 'verify'} onClick={() => void check('verify')}>
          {busy === 'verify' ? '正在核验…' : '核验记录是否被改动'}
        </Act>
        <Act command channel="audit.replay" loading={busy === 'replay'} onClick={() => void check('replay')}>
          {busy === 'replay' ? '正在重算每份机审结论…' : '重算核对'}
        </Act>
        <span className="quiet">{allowed ? '显示最近 1000 条。' : whoMay('audit.list')}</span>
      </div>
      {verdict !== null && (
        <Alert className="tight" showIcon type={verdict.ok ? 'success' : 'error'} title={verdict.message} />
      )}
      {replay !== null && (
        <Alert
          className="tight"
          showIcon
          type={replayHolds(replay) ? 'success' : 'error'}
          title={replaySentence(replay)}
          description={replay.told.length > 0 && <SentenceList sentences={replay.told} />}
        />
      )}
      {problem !== '' && <Failure message={problem} />}
      {allowed && (
        <div ref={frame} className="table-frame">
          {size.height > 0 && (
            <Table<AuditEntryView>
              virtual
              size="small"
              rowKey="seq"
              loading={loading}
              pagination={false}
              columns={COLUMNS}
              dataSource={entries}
              scroll={{ x: Math.max(size.width, WIDTH), y: Math.max(120, size.height - 42) }}
              locale={{ emptyText: '还没有记录' }}
            />
          )}
        </div>
      )}
    </section>
  )
}
