import { Button, Table, type TableColumnsType } from 'antd'
import { useMemo, useState } from 'react'
import { Act } from '../../ui/Act.tsx'
import { Failure } from '../../ui/Notices.tsx'
import { useSize } from '../../ui/useSize.ts'
import { confirmPlan, type Planned } from './intakeStore.ts'
import { LINE_KINDS, type LineKind, type PlanLine, planLines } from './planLines.ts'

const TONES: Record<LineKind, string> = {
  新增: 'good',
  变化: 'ask',
  未变: 'plain',
  有问题: 'bad',
  提醒: 'ask',
  跳过: 'plain',
}

const COLUMNS: TableColumnsType<PlanLine> = [
  {
    title: '类别',
    dataIndex: 'kind',
    width: 80,
    render: (kind: LineKind) => <span className={`mark ${TONES[kind]}`}>{kind}</span>,
  },
  { title: '表', dataIndex: 'sheet', width: 150, ellipsis: true },
  {
    title: '行',
    dataIndex: 'row',
    width: 64,
    align: 'right',
    className: 'digits',
    render: (row: number) => (row === 0 ? '整表' : row),
  },
  { title: '列', dataIndex: 'column', width: 130, ellipsis: true },
  { title: '原值', dataIndex: 'before', width: 170, ellipsis: true },
  { title: '读作', dataIndex: 'after', width: 250, ellipsis: true },
  { title: '问题与办法', dataIndex: 'words', width: 380, ellipsis: true },
]

/** 4 核对: every row of the plan; the confirmation applies this very plan. */
export function PlanStep({ intake, onBack }: { intake: Planned; onBack: () => void }) {
  const { plan, applying } = intake
  const lines = useMemo(() => planLines(plan), [plan])
  const [kind, setKind] = useState<LineKind | null>(null)
  const shown = useMemo(() => (kind === null ? lines : lines.filter((line) => line.kind === kind)), [lines, kind])
  const [frame, size] = useSize<HTMLDivElement>()
  const counts: Record<LineKind, number> = {
    新增: plan.created,
    变化: plan.changed,
    未变: plan.unchanged,
    有问题: plan.rejected,
    提醒: plan.warnings.length,
    跳过: plan.skipped,
  }
  const importing = plan.created + plan.changed

  return (
    <section className="card grow">
      <div className="plan-head">
        <div className="pills" role="toolbar" aria-label="按类别筛选">
          <button
            type="button"
            className={kind === null ? 'pill on' : 'pill'}
            aria-pressed={kind === null}
            onClick={() => setKind(null)}
          >
            全部
          </button>
          {LINE_KINDS.map((each) => (
            <button
              key={each}
              type="button"
              className={each === kind ? 'pill on' : 'pill'}
              aria-pressed={each === kind}
              onClick={() => setKind(each === kind ? null : each)}
            >
              {each === '有问题' ? '只看问题' : each} <b className="digits">{counts[each]}</b>
            </button>
          ))}
        </div>
      </div>
      {plan.choices.length > 0 && (
        <details className="plan-choices">
          <summary>按您的 {plan.choices.length} 项选择核对</summary>
          <ul>
            {plan.choices.map((words) => (
              <li key={words}>{words}</li>
            ))}
          </ul>
        </details>
      )}
      {intake.message !== '' && <Failure message={intake.message} />}
      <div ref={frame} className="table-frame">
        {size.height > 0 && (
          <Table<PlanLine>
            virtual
            size="small"
            rowKey="key"
            pagination={false}
            columns={COLUMNS}
            dataSource={shown}
            scroll={{ x: 1224, y: Math.max(120, size.height - 42) }}
            locale={{ emptyText: kind === '有问题' ? '没有问题行' : '没有这一类的行' }}
          />
        )}
      </div>
      <div className="acts">
        <Button onClick={onBack} disabled={applying}>
          上一步
        </Button>
        <Act
          channel="import.commit"
          type="primary"
          loading={applying}
          closed={closedWords(plan, intake.rereading)}
          onClick={() => void confirmPlan()}
        >
          {applying ? '正在导入并测算…' : `确认导入 ${importing} 件`}
        </Act>
        {plan.rejected > 0 && (
          <span className="quiet">有问题的 {plan.rejected} 行不导入，改好后可再导入同一文件。</span>
        )}
      </div>
    </section>
  )
}

function closedWords(plan: Planned['plan'], rereading: boolean): string {
  if (rereading) return '正在按新的选择重新核对'
  if (plan.refusal !== '') return plan.refusal
  return plan.created + plan.changed === 0 ? '没有新增或变化的申报，无需导入' : ''
}
