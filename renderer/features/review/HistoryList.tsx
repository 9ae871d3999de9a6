import { Button, Select } from 'antd'
import { useState } from 'react'
import { chinaMinute } from '../../../shared/date.ts'
import { HISTORY_KINDS, type HistoryEntry, type HistoryKind } from '../../../shared/views.ts'

const KIND_NAMES: Record<HistoryKind, string> = {
  import: '导入',
  correction: '更正',
  decision: '意见',
  stage: '环节',
  people: '派件与回避',
  supplement: '补正',
  evidence: '附件',
}

/** What happened to a case: of one kind or all, either way round. */
export function HistoryList({ entries }: { entries: readonly HistoryEntry[] }) {
  const [kind, setKind] = useState<HistoryKind | 'all'>('all')
  const [newest, setNewest] = useState(false)
  if (entries.length === 0) return <p className="quiet">还没有办理记录。</p>
  const count = (each: HistoryKind) => entries.filter((entry) => entry.kind === each).length
  const kinds = HISTORY_KINDS.filter((each) => count(each) > 0)
  const chosen = entries.filter((entry) => kind === 'all' || entry.kind === kind)
  const shown = newest ? chosen.toReversed() : chosen
  return (
    <>
      <div className="history-tools">
        <Select<HistoryKind | 'all'>
          size="small"
          aria-label="办理记录的类别"
          value={kind}
          options={[
            { value: 'all', label: `全部 ${entries.length}` },
            ...kinds.map((each) => ({ value: each, label: `${KIND_NAMES[each]} ${count(each)}` })),
          ]}
          onChange={setKind}
        />
        <Button size="small" type="text" aria-pressed={newest} onClick={() => setNewest(!newest)}>
          {newest ? '新的在前' : '旧的在前'}
        </Button>
      </div>
      <ol className="history">
        {shown.map((entry) => (
          <li key={entry.at + entry.who + entry.text}>
            <span className="digits quiet">{chinaMinute(entry.at)}</span> <span className="personal">{entry.who}</span>
            ：{entry.changes.length === 0 ? <span className="personal">{entry.text}</span> : <Changes entry={entry} />}
          </li>
        ))}
      </ol>
    </>
  )
}

function Changes({ entry: { changes, reason } }: { entry: HistoryEntry }) {
  return (
    <>
      更正
      {reason !== '' && (
        <>
          。理由：<span className="personal">{reason}</span>
        </>
      )}
      <ul className="changes">
        {changes.map(({ field, label, before, after }) => (
          <li key={field}>
            {label}：<del className="personal">{before === '' ? '未填写' : before}</del> →{' '}
            <ins className="personal">{after === '' ? '未填写' : after}</ins>
          </li>
        ))}
      </ul>
    </>
  )
}
