import { Select } from 'antd'
import { useState } from 'react'
import { ISSUED_NAMES, type IssuedKind } from '../../../shared/contract/papers.ts'
import { chinaMinute } from '../../../shared/date.ts'
import {
  type IssuedPaper,
  PAPER_STATE_NAMES,
  type PaperState,
  paperNo,
  paperPeriod,
  paperState,
  sourceText,
} from '../../../shared/objections/issuedPaper.ts'
import { shortHash } from '../../../shared/report/marks.ts'
import type { RoundView } from '../../../shared/views.ts'

const MARKS: Record<PaperState, string> = { valid: 'mark good', replaced: 'mark plain', invalid: 'mark bad' }

/** 已出文书: what left the house, under which number, and whether it still holds. */
export function IssuedPapers({ round, papers }: { round: RoundView; papers: IssuedPaper[] }) {
  const [kind, setKind] = useState<IssuedKind | null>(null)
  if (papers.length === 0) {
    return (
      <p className="quiet">
        还没有出过文书。下一步：定稿后在上方选择名单和文件，按“导出”，即自动编号登记；试算不登记。
      </p>
    )
  }
  const kinds = [...new Set(papers.map((paper) => paper.kind))]
  const shown = kind !== null && kinds.includes(kind) ? papers.filter((paper) => paper.kind === kind) : papers
  return (
    <>
      <div className="issued-filter">
        <Select<IssuedKind | 'all'>
          aria-label="文书类别"
          value={kind ?? 'all'}
          options={[
            { value: 'all', label: '全部文书' },
            ...kinds.map((value) => ({ value, label: ISSUED_NAMES[value] })),
          ]}
          onChange={(value) => setKind(value === 'all' ? null : value)}
        />
        <span className="quiet">
          <span className="digits">{shown.length}</span> 份
        </span>
      </div>
      <div className="record-scroll">
        <table className="plain-table">
          <thead>
            <tr>
              <th>编号</th>
              <th>状态</th>
              <th>名单或申报</th>
              <th>成文日期</th>
              <th>公示期、期限</th>
              <th>文件</th>
              <th>文件校验码</th>
              <th>留痕首码</th>
              <th>导出</th>
            </tr>
          </thead>
          <tbody>
            {shown.map((paper) => (
              <Row key={paper.id} paper={paper} no={paperNo(paper, round)} state={paperState(paper, papers)} />
            ))}
          </tbody>
        </table>
      </div>
    </>
  )
}

function Row({ paper, no, state }: { paper: IssuedPaper; no: string; state: PaperState }) {
  return (
    <tr>
      <td className="digits">{no}</td>
      <td>
        <span className={MARKS[state]}>{PAPER_STATE_NAMES[state]}</span>
        {paper.invalidReason !== null && <div className="small problem">{paper.invalidReason}</div>}
      </td>
      <td className="digits" title={paper.applicationNos.join('、')}>
        {sourceText(paper)}
      </td>
      <td className="digits">{paper.signedOn ?? '—'}</td>
      <td className="digits">{paperPeriod(paper) || '—'}</td>
      <td>{paper.fileName}</td>
      <td className="digits">{shortHash(paper.sha256)}</td>
      <td className="digits">{paper.auditHead === null ? '—' : shortHash(paper.auditHead)}</td>
      <td>
        {paper.issuerName} <span className="digits">{chinaMinute(paper.issuedAt)}</span>
      </td>
    </tr>
  )
}
