import { Alert, Modal } from 'antd'
import { useState } from 'react'
import type { SheetMatch } from '../../../shared/contract/papers.ts'
import type { PanelExpert } from '../../../shared/scoring/panel.ts'
import type { ScoringTable, TableRow } from '../../../shared/scoring/views.ts'
import { Act } from '../../ui/Act.tsx'
import { BallotTable } from './BallotTable.tsx'
import { EnterForm } from './EnterForm.tsx'

interface Props {
  table: ScoringTable
  row: TableRow
  roundId: string
  /** Whose 打分表 is typed in right away; null shows the ballots first. */
  first: PanelExpert | null
  /** The scanned 打分表 that opened the case, with what is to be said of its version. */
  sheet: SheetMatch | null
  onNext(expert: PanelExpert): void
  onClose(): void
}

/** 评分明细 of one case; the 打分表 of experts on paper are typed in here. */
export function CaseDialog({ table, row, roundId, first, sheet, onNext, onClose }: Props) {
  const [entering, setEntering] = useState(first)
  const { scheme, panel } = table
  return (
    <Modal
      open
      width={940}
      className="tall-dialog"
      title={
        <>
          评分明细：{row.applicationNo} <span className="personal">{row.applicant}</span>
        </>
      }
      footer={null}
      onCancel={onClose}
      mask={{ closable: entering === null }}
    >
      <p className="quiet">
        {row.projectName}　{row.industry}
      </p>
      {row.ballots.length > 0 && (
        <BallotTable scheme={scheme} ballots={row.ballots} replaced={row.ballots.flatMap(({ earlier }) => earlier)} />
      )}
      <p>
        {row.text}
        {row.result !== null && `，得 ${row.result} 分`}
        {row.exact !== '' && `（精确值 ${row.exact}）`}。
        {row.range !== null && `极差 ${row.range} 分，标准差 ${row.deviation} 分。`}
        {row.from === 'imported' && `现按导入的评审得分 ${row.imported} 分。`}
      </p>
      {sheet !== null && (
        <Alert className="tight" type={sheet.current ? 'success' : 'warning'} showIcon title={sheet.sentence} />
      )}
      {row.warning !== '' && <Alert className="tight" type="warning" showIcon title={row.warning} />}
      {entering === null ? (
        <div className="acts">
          {panel
            .filter(({ onPaper }) => onPaper)
            .map((expert) => (
              <Act key={expert.id} channel="scoring.enter" onClick={() => setEntering(expert)}>
                {row.ballots.some(({ expertId }) => expertId === expert.id) ? '更正' : '代录'}“{expert.name}”打分表…
              </Act>
            ))}
        </div>
      ) : (
        <EnterForm
          key={entering.id}
          table={table}
          row={row}
          expert={entering}
          roundId={roundId}
          onDone={() => setEntering(null)}
          onNext={() => onNext(entering)}
        />
      )}
    </Modal>
  )
}
