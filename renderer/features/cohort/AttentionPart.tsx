import { Button, Table, type TableColumnsType } from 'antd'
import { useMemo, useState } from 'react'
import type { Tie } from '../../../shared/cohort/allocation.ts'
import {
  ATTENTION_KINDS,
  ATTENTION_NAMES,
  type AttentionKind,
  type AttentionRow,
  attentionCounts,
} from '../../../shared/desk/attention.ts'
import { STAGE_ACT_NAMES, type StageAct } from '../../../shared/stages/moves.ts'
import type { RoundView } from '../../../shared/views.ts'
import { showCase } from '../../board.ts'
import { Act } from '../../ui/Act.tsx'
import { wan, yuan } from '../../ui/amounts.ts'
import { Failure, Nothing, Working } from '../../ui/Notices.tsx'
import { nameMark } from '../../ui/shield.ts'
import type { Loaded } from '../../ui/useLoaded.ts'
import { useSize } from '../../ui/useSize.ts'
import { wantPair } from '../../ui/wantedPair.ts'
import { openPage } from '../../workspace.ts'
import { MoveDialog } from './MoveDialog.tsx'

interface Props {
  round: RoundView
  loaded: Loaded<AttentionRow[]>
  retry(): void
  ties: readonly Tie[]
  /** Null: every kind. */
  kind: AttentionKind | null
  onKind(kind: AttentionKind | null): void
  onTie(tie: Tie): void
  onChanged(): void
}

const TONES: Partial<Record<AttentionKind, string>> = {
  tie: 'bad',
  same: 'bad',
  restricted: 'bad',
  recheck: 'plain',
  proposed: 'plain',
  approval: 'good',
}

const BULK: readonly StageAct[] = ['submit', 'pass', 'return']

/** 待办: everything to look at before approving, one row for each reason. */
export function AttentionPart(props: Props) {
  const { loaded, retry } = props
  if (loaded.state === 'failed') return <Failure message={loaded.message} retry={retry} />
  if (loaded.state === 'working') return <Working words="正在汇总要看的事项…" />
  return <AttentionList {...props} rows={loaded.value} />
}

function AttentionList({ round, rows, ties, kind, onKind, onTie, onChanged }: Props & { rows: AttentionRow[] }) {
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  const [move, setMove] = useState<{ act: StageAct; caseIds: string[] } | null>(null)
  const [frame, size] = useSize<HTMLDivElement>()
  const counts = useMemo(() => attentionCounts(rows), [rows])
  const shown = useMemo(() => rows.filter((row) => kind === null || row.kind === kind), [rows, kind])
  const selected = shown.filter(({ key }) => chosen.has(key))
  const columns = columnsOf(ties, onTie, (act, row) => setMove({ act, caseIds: [row.caseId] }))

  if (rows.length === 0) {
    return (
      <Nothing words="没有要看的事项。还没有拟定意见时，先到“审核”办理。">
        <Button onClick={() => openPage('review')}>去“审核”</Button>
      </Nothing>
    )
  }
  return (
    <>
      <div className="attention-bar">
        <div className="pills" role="toolbar" aria-label="按类别筛选">
          <KindPill label="全部" count={rows.length} on={kind === null} onClick={() => onKind(null)} />
          {ATTENTION_KINDS.filter((each) => counts[each] > 0 || each === kind).map((each) => (
            <KindPill
              key={each}
              label={ATTENTION_NAMES[each]}
              count={counts[each]}
              on={kind === each}
              onClick={() => onKind(each)}
            />
          ))}
        </div>
        <span className="space" />
        <BulkButtons selected={selected} onMove={(act, caseIds) => setMove({ act, caseIds })} />
      </div>
      <div ref={frame} className="table-frame attention">
        {size.height > 0 && (
          <Table<AttentionRow>
            virtual
            size="small"
            rowKey="key"
            pagination={false}
            columns={columns}
            dataSource={shown}
            locale={{ emptyText: '这一类没有事项。' }}
            scroll={{ x: Math.max(1180, size.width), y: Math.max(120, size.height - 34) }}
            rowSelection={{
              selectedRowKeys: [...chosen],
              onChange: (keys) => setChosen(new Set(keys.map(String))),
              getCheckboxProps: (row) => ({
                disabled: row.acts.length === 0,
                'aria-label': `选择 ${row.applicationNo} ${ATTENTION_NAMES[row.kind]}`,
              }),
              getTitleCheckboxProps: () => ({ 'aria-label': '选择列出的全部事项' }),
              columnWidth: 36,
            }}
          />
        )}
      </div>
      {move !== null && (
        <MoveDialog
          roundId={round.id}
          act={move.act}
          caseIds={move.caseIds}
          onClose={() => setMove(null)}
          onDone={() => {
            setMove(null)
            setChosen(new Set())
            onChanged()
          }}
        />
      )}
    </>
  )
}

function KindPill({ label, count, on, onClick }: { label: string; count: number; on: boolean; onClick(): void }) {
  return (
    <button type="button" className={on ? 'pill on' : 'pill'} aria-pressed={on} onClick={onClick}>
      {label} <b className="digits">{count}</b>
    </button>
  )
}

function BulkButtons({
  selected,
  onMove,
}: {
  selected: readonly AttentionRow[]
  onMove(act: StageAct, caseIds: string[]): void
}) {
  const sum = selected.reduce((total, row) => total + (row.amountFen ?? 0), 0)
  return (
    <span className="attention-acts">
      {selected.length > 0 && (
        <span className="quiet">
          已选 {selected.length} 件 {wan(sum)} 万元
        </span>
      )}
      {BULK.map((act) => {
        const caseIds = [...new Set(selected.filter(({ acts }) => acts.includes(act)).map(({ caseId }) => caseId))]
        return (
          <Act
            key={act}
            size="small"
            channel="stage.act"
            closed={caseIds.length === 0 ? `请先勾选可以“${STAGE_ACT_NAMES[act]}”的事项` : ''}
            onClick={() => onMove(act, caseIds)}
          >
            {STAGE_ACT_NAMES[act]}
            {caseIds.length === 0 ? '…' : ` ${caseIds.length} 件…`}
          </Act>
        )
      })}
    </span>
  )
}

function columnsOf(
  ties: readonly Tie[],
  onTie: (tie: Tie) => void,
  onMove: (act: StageAct, row: AttentionRow) => void,
): TableColumnsType<AttentionRow> {
  return [
    {
      title: '类别',
      dataIndex: 'kind',
      width: 92,
      render: (kind: AttentionKind) => <span className={`mark ${TONES[kind] ?? 'ask'}`}>{ATTENTION_NAMES[kind]}</span>,
    },
    { title: '申报编号', dataIndex: 'applicationNo', width: 112, className: 'digits' },
    {
      title: '单位',
      dataIndex: 'applicant',
      width: 170,
      ellipsis: true,
      render: (name: string, { article }) => (
        <span title={name} className={nameMark(article)}>
          {name}
        </span>
      ),
    },
    { title: '条款', dataIndex: 'articleNo', width: 74 },
    {
      title: '金额（元）',
      dataIndex: 'amountFen',
      width: 108,
      align: 'right',
      className: 'digits',
      render: (fen: number | null) => yuan(fen),
    },
    {
      title: '情况',
      dataIndex: 'reason',
      render: (reason: string) => (
        <span className="attention-reason" title={reason}>
          {reason}
        </span>
      ),
    },
    {
      title: '办理',
      key: 'acts',
      width: 216,
      render: (_, row) => <RowActs row={row} ties={ties} onTie={onTie} onMove={onMove} />,
    },
  ]
}

function RowActs({
  row,
  ties,
  onTie,
  onMove,
}: {
  row: AttentionRow
  ties: readonly Tie[]
  onTie(tie: Tie): void
  onMove(act: StageAct, row: AttentionRow): void
}) {
  const tie = row.kind === 'tie' ? ties.find(({ applicationNos }) => applicationNos.includes(row.applicationNo)) : null
  return (
    <span className="attention-acts">
      {tie != null && (
        <Act size="small" channel="cohort.ruleTie" onClick={() => onTie(tie)}>
          裁定…
        </Act>
      )}
      {row.pair !== '' && (
        <Button
          size="small"
          onClick={() => {
            wantPair(row.pair)
            openPage('radar')
          }}
        >
          看对照
        </Button>
      )}
      {row.acts.map((act) => (
        <Act key={act} size="small" channel="stage.act" onClick={() => onMove(act, row)}>
          {SHORT_NAMES[act] ?? STAGE_ACT_NAMES[act]}…
        </Act>
      ))}
      <Button
        size="small"
        aria-label={`打开 ${row.applicationNo}`}
        onClick={() => {
          showCase(row.caseId)
          openPage('review')
        }}
      >
        打开
      </Button>
    </span>
  )
}

const SHORT_NAMES: Partial<Record<StageAct, string>> = { submit: '提交', pass: '通过', return: '退回' }
