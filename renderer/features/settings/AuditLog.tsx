import { Alert, Pagination, Table, type TableColumnsType } from 'antd'
import { type ReactNode, useCallback, useState } from 'react'
import { checkWords } from '../../../shared/audit/auditSheet.ts'
import { AUDIT_KIND_NAMES } from '../../../shared/audit/kinds.ts'
import { type AuditEntryView, type AuditFilter, type AuditState, WHOLE_LOG } from '../../../shared/audit/views.ts'
import { chinaMinute } from '../../../shared/date.ts'
import { shortHash } from '../../../shared/report/marks.ts'
import { type ReplayReport, replayHolds, replaySentence } from '../../../shared/review/replayReport.ts'
import { call, may, sentence, whoMay } from '../../client.ts'
import { Act } from '../../ui/Act.tsx'
import { Failure } from '../../ui/Notices.tsx'
import { SentenceList } from '../../ui/SentenceList.tsx'
import { useExport } from '../../ui/useExport.ts'
import { useLoaded } from '../../ui/useLoaded.ts'
import { useSize } from '../../ui/useSize.ts'
import { useUser } from '../../workspace.ts'
import { AuditEntry } from './AuditEntry.tsx'
import { AuditFilters } from './AuditFilters.tsx'
import { HeadCheck } from './HeadCheck.tsx'

const PAGE = 200

/** The chained record of every act: looked through, checked, handed over. */
export function AuditLog() {
  const allowed = may(useUser(), 'audit.list')
  return (
    <section className="card grow audit">
      {allowed ? (
        <Entries />
      ) : (
        <>
          <Checks onChecked={() => undefined} />
          <p className="quiet">{whoMay('audit.list')}</p>
        </>
      )}
    </section>
  )
}

function Entries() {
  const [view, setView] = useState({ filter: WHOLE_LOG, page: 1 })
  const { filter, page } = view
  const [open, setOpen] = useState<number | null>(null)
  const ask = useCallback(async () => {
    const { filter, page } = view
    const [entries, state] = await Promise.all([
      call('audit.list', { limit: PAGE, skip: (page - 1) * PAGE, filter }),
      call('audit.state', { filter }),
    ])
    return { view, entries, state }
  }, [view])
  const look = useCallback((wanted: AuditFilter) => setView({ filter: wanted, page: 1 }), [])
  const { loaded, reload } = useLoaded(ask)
  const ready = loaded.state === 'ready' ? loaded.value : null

  return (
    <>
      <Checks onChecked={reload}>
        <ExportLog filter={filter} />
      </Checks>
      {ready !== null && <ChainLine state={ready.state} />}
      <AuditFilters people={ready?.state.people ?? []} onChange={look} />
      {loaded.state === 'failed' && <Failure message={loaded.message} retry={reload} />}
      <EntryTable
        entries={ready?.entries ?? []}
        loading={loaded.state !== 'failed' && ready?.view !== view}
        onOpen={setOpen}
      />
      <div className="audit-pages">
        <span className="shown" aria-live="polite">
          {ready !== null && `符合 ${count(ready.state.passing)} 条`}
        </span>
        <Pagination
          size="small"
          current={page}
          pageSize={PAGE}
          total={ready?.state.passing ?? 0}
          showSizeChanger={false}
          showQuickJumper
          hideOnSinglePage
          onChange={(next) => setView({ filter, page: next })}
        />
      </div>
      <AuditEntry seq={open} onOpen={setOpen} />
    </>
  )
}

function ChainLine({ state: { head, entries, checked } }: { state: AuditState }) {
  return (
    <p className="audit-chain">
      <span>
        链头 <b className="digits">{shortHash(head)}</b>
      </span>
      <span>
        全部 <b className="digits">{count(entries)}</b> 条
      </span>
      <span className={checked?.ok === false ? 'problem' : 'quiet'}>{checkWords(checked, entries)}</span>
    </p>
  )
}

function EntryTable({
  entries,
  loading,
  onOpen,
}: {
  entries: AuditEntryView[]
  loading: boolean
  onOpen(seq: number): void
}) {
  const [frame, size] = useSize<HTMLDivElement>()
  const columns: TableColumnsType<AuditEntryView> = [
    {
      title: '序号',
      dataIndex: 'seq',
      width: 76,
      align: 'right',
      className: 'digits',
      render: (seq: number) => (
        <button type="button" className="audit-open" aria-label={`第 ${seq} 条的内容`} onClick={() => onOpen(seq)}>
          {seq}
        </button>
      ),
    },
    { title: '时间', dataIndex: 'at', width: 140, className: 'digits', render: (at: string) => chinaMinute(at) },
    { title: '人员', dataIndex: 'who', width: 96, ellipsis: true },
    {
      title: '类别',
      dataIndex: 'kind',
      width: 116,
      ellipsis: true,
      render: (kind: AuditEntryView['kind']) => AUDIT_KIND_NAMES[kind],
    },
    { title: '事项', dataIndex: 'action', width: 120, ellipsis: true },
    { title: '内容', dataIndex: 'detail', ellipsis: true },
  ]
  return (
    <div ref={frame} className="table-frame">
      {size.height > 0 && (
        <Table<AuditEntryView>
          virtual
          size="small"
          rowKey="seq"
          loading={loading}
          pagination={false}
          columns={columns}
          dataSource={entries}
          scroll={{ x: Math.max(size.width, 860), y: Math.max(120, size.height - 42) }}
          onRow={({ seq }) => ({ onDoubleClick: () => onOpen(seq) })}
          locale={{ emptyText: loading ? '正在查找…' : '没有符合筛选的记录，请放宽条件' }}
        />
      )}
    </div>
  )
}

function ExportLog({ filter }: { filter: AuditFilter }) {
  const { busy, save } = useExport()
  const write = () =>
    save({ suggestedName: '操作日志.xlsx', kind: 'xlsx' }, async (saveToken) => {
      const { entries } = await call('audit.export', { filter, saveToken })
      return `，共 ${count(entries)} 条（个人信息已遮挡）`
    })
  return (
    <Act command="导出操作日志…" channel="audit.export" loading={busy} onClick={() => void write()}>
      导出筛选结果…
    </Act>
  )
}

function Checks({ onChecked, children }: { onChecked(): void; children?: ReactNode }) {
  const [problem, setProblem] = useState('')
  const [verdict, setVerdict] = useState<{ ok: boolean; message: string } | null>(null)
  const [busy, setBusy] = useState<'' | 'verify' | 'replay'>('')
  const [replay, setReplay] = useState<ReplayReport | null>(null)

  async function check(what: 'verify' | 'replay'): Promise<void> {
    setBusy(what)
    setProblem('')
    try {
      if (what === 'verify') setVerdict(await call('audit.verify', {}))
      else setReplay(await call('audit.replay', { roundId: null }))
      onChecked()
    } catch (error) {
      setProblem(sentence(error))
    } finally {
      setBusy('')
    }
  }

  return (
    <>
      <div className="acts first">
        <Act command channel="audit.verify" loading={busy === 'verify'} onClick={() => void check('verify')}>
          {busy === 'verify' ? '正在核验…' : '核验记录是否被改动'}
        </Act>
        <Act command channel="audit.replay" loading={busy === 'replay'} onClick={() => void check('replay')}>
          {busy === 'replay' ? '正在重算每份机审结论…' : '重算核对'}
        </Act>
        {children}
      </div>
      <HeadCheck />
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
    </>
  )
}

function count(entries: number): string {
  return entries.toLocaleString('zh-CN')
}
