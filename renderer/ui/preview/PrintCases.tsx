import { Button, Modal, Segmented } from 'antd'
import { useState } from 'react'
import { CASE_PAPER_KINDS, CASE_PAPER_NAMES, type CasePaperKind } from '../../../shared/contract/papers.ts'
import type { PrintOrder } from '../../../shared/contract/printing.ts'
import { Act } from '../Act.tsx'
import { PrintDialog } from './PrintDialog.tsx'

/** One call takes no more; a print of more is several. */
const MOST_CASES = 500

const HINTS: Record<CasePaperKind, string> = {
  review: '',
  scoring: '现场打分的专家每人一份；没有设现场打分的专家时为空白表。',
  supplement: '按已告知或机审待核的事项排出；没有补正事项的申报不能打印。',
  refusal: '只用于拟定“不予支持”的申报。',
}

/** 打印… for chosen cases: which paper, of how many, in the order they are shown. */
export function PrintCases({ caseIds }: { caseIds: readonly string[] }) {
  const [open, setOpen] = useState(false)
  const [kind, setKind] = useState<CasePaperKind>('review')
  const [order, setOrder] = useState<PrintOrder | null>(null)
  const close = (): void => {
    setOpen(false)
    setOrder(null)
  }
  const closed = caseIds.length > MOST_CASES ? `一次最多打印 ${MOST_CASES} 件，请分几次选择` : ''
  return (
    <>
      <Act size="small" channel="print.prepare" closed={closed} onClick={() => setOpen(true)}>
        打印…
      </Act>
      {open && order === null && (
        <Modal open title={`打印所选 ${caseIds.length} 件的文书`} footer={null} width={560} onCancel={close}>
          <Segmented<CasePaperKind>
            block
            aria-label="文书"
            value={kind}
            options={CASE_PAPER_KINDS.map((value) => ({ value, label: CASE_PAPER_NAMES[value] }))}
            onChange={setKind}
          />
          <p className="quiet">按列表当前的顺序排成一份，每件另起一页。{HINTS[kind]}</p>
          <div className="print-acts">
            <span className="space" />
            <Button onClick={close}>取消</Button>
            <Button type="primary" onClick={() => setOrder({ of: 'cases', kind, caseIds: [...caseIds], dueOn: null })}>
              排出 {caseIds.length} 件
            </Button>
          </div>
        </Modal>
      )}
      {order !== null && <PrintDialog order={order} title={CASE_PAPER_NAMES[kind]} onClose={close} />}
    </>
  )
}
