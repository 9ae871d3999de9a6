import { Table, type TableColumnsType } from 'antd'
import { useMemo, useState } from 'react'
import type { Fen } from '../../../shared/money.ts'
import { REPLAY_KIND_NAMES, type ReplayKind, type ReplayRow, type SideOutcome } from '../../../shared/replay/replay.ts'
import type { ReplayView } from '../../../shared/replay/view.ts'
import { numberWords, sideOutcomeName } from '../../../shared/replay/words.ts'
import { wan, wanColumn } from '../../ui/amounts.ts'
import { Choices } from '../../ui/Choices.tsx'
import { Nothing } from '../../ui/Notices.tsx'
import { useSize } from '../../ui/useSize.ts'

const KINDS = ['gain', 'loss', 'same', 'undetermined'] as const satisfies readonly ReplayKind[]
const KIND_TONES: Record<ReplayKind, string> = { gain: 'good', loss: 'bad', same: 'plain', undetermined: 'ask' }

/** An amount column; the whole round's amounts, not the filtered ones, say how many decimals it has. */
function amount(column: readonly (Fen | null)[]) {
  return { width: 112, align: 'right' as const, className: 'digits', render: wanColumn(column) }
}
const outcome = { width: 90, render: (found: SideOutcome) => sideOutcomeName(found) }

const columnsOf = (rows: readonly ReplayRow[]): TableColumnsType<ReplayRow> => [
  { title: '申报编号', dataIndex: 'applicationNo', width: 124, fixed: 'left', className: 'digits' },
  {
    title: '单位',
    dataIndex: 'applicant',
    width: 170,
    fixed: 'left',
    ellipsis: true,
    render: (name: string) => (
      <span className="personal" title={name}>
        {name}
      </span>
    ),
  },
  {
    title: '条款',
    key: 'article',
    className: 'nowrap',
    width: 148,
    render: (_, row) => numberWords(row.old.articleNo, row.new.articleNo),
  },
  { title: '旧版结论', dataIndex: ['old', 'outcome'], ...outcome },
  { title: '旧版金额', dataIndex: ['old', 'amountFen'], ...amount(rows.map((row) => row.old.amountFen)) },
  { title: '新版结论', dataIndex: ['new', 'outcome'], ...outcome },
  { title: '新版金额', dataIndex: ['new', 'amountFen'], ...amount(rows.map((row) => row.new.amountFen)) },
  { title: '差额', dataIndex: 'differenceFen', ...amount(rows.map((row) => row.differenceFen)) },
  {
    title: '变化',
    dataIndex: 'kind',
    width: 84,
    render: (kind: ReplayKind) => <span className={`mark ${KIND_TONES[kind]}`}>{REPLAY_KIND_NAMES[kind]}</span>,
  },
  { title: '原因', dataIndex: 'why', width: 320, ellipsis: true },
]

const WIDTH = 124 + 170 + 148 + 90 * 2 + 112 * 3 + 84 + 320

/** Each application under both versions; the reason of the chosen one stands in full beneath. */
export function ReplayRows({ view }: { view: ReplayView }) {
  const [frame, size] = useSize<HTMLDivElement>()
  const [kind, setKind] = useState<ReplayKind | 'all'>('all')
  const [chosen, setChosen] = useState<string | null>(null)
  const shown = useMemo(() => view.rows.filter((row) => kind === 'all' || row.kind === kind), [view.rows, kind])
  const columns = useMemo(() => columnsOf(view.rows), [view.rows])
  const { total } = view
  const pills = [
    { key: 'all', label: `全部 ${total.applications}` },
    ...KINDS.map((each) => ({ key: each, label: pillLabel(each, view) })),
  ]
  const open = shown.find(({ applicationNo }) => applicationNo === chosen) ?? shown[0]
  return (
    <div className="replay-part held">
      <Choices
        label="按变化筛选（金额单位：万元）"
        items={pills}
        open={kind}
        onOpen={(key) => setKind(KINDS.find((each) => each === key) ?? 'all')}
      />
      {open === undefined ? (
        <Nothing words="没有这一类的申报，请换一个筛选。" />
      ) : (
        <>
          <p className="quiet small">
            显示 {shown.length} 件，金额单位：万元；“—”表示还算不出。选一行，原因全文列在下方。
          </p>
          <div ref={frame} className="table-frame">
            {size.height > 0 && (
              <Table<ReplayRow>
                virtual
                size="small"
                rowKey="applicationNo"
                pagination={false}
                columns={columns}
                dataSource={shown}
                scroll={{ x: WIDTH, y: Math.max(120, size.height - 40) }}
                rowClassName={(row) => (row === open ? 'on' : '')}
                onRow={(row) => ({
                  tabIndex: 0,
                  onClick: () => setChosen(row.applicationNo),
                  onFocus: () => setChosen(row.applicationNo),
                })}
              />
            )}
          </div>
          <div className="replay-why" aria-live="polite">
            <b>
              {open.applicationNo} <span className="personal">{open.applicant}</span>：{REPLAY_KIND_NAMES[open.kind]}
            </b>
            {`　${open.why}`}
          </div>
        </>
      )}
    </div>
  )
}

function pillLabel(kind: ReplayKind, { total }: ReplayView): string {
  const name = REPLAY_KIND_NAMES[kind]
  if (kind === 'gain') return `${name} ${total.gainCount}（+${wan(total.gainFen)} 万元）`
  if (kind === 'loss') return `${name} ${total.lossCount}（${wan(total.lossFen)} 万元）`
  return `${name} ${total[`${kind}Count`]}`
}
