import { Modal } from 'antd'
import { useState } from 'react'
import type { ScoringArticleView } from '../../../shared/scoring/views.ts'
import { call } from '../../client.ts'
import { Failure } from '../../ui/Notices.tsx'
import { ReasonField } from '../../ui/ReasonField.tsx'
import { useSubmit } from '../../ui/useSubmit.ts'
import { AsideConsent } from './AsideConsent.tsx'
import { noteWritten, takeOverview } from './officeStore.ts'

interface Props {
  article: ScoringArticleView
  counting: number
  roundId: string
  onClose(): void
}

/** 停用评审办法: experts no longer score the article, and the imported 评审得分 counts again. */
export function EndDialog({ article, counting, roundId, onClose }: Props) {
  const [basis, setBasis] = useState('')
  const [agreed, setAgreed] = useState(false)
  const { busy, problem, submit } = useSubmit()

  async function end(): Promise<void> {
    await submit(async () => {
      const entry = { roundId, article: article.article, scheme: null, basis: basis.trim(), setAside: counting }
      await takeOverview(roundId, await call('scoring.setScheme', entry))
      noteWritten(roundId)
      onClose()
    })
  }

  return (
    <Modal
      open
      title={`停用评审办法：${article.articleNo}`}
      okText="停用"
      okButtonProps={{ disabled: basis.trim() === '' || (counting > 0 && !agreed), loading: busy }}
      cancelText="取消"
      onOk={() => void end()}
      onCancel={onClose}
    >
      <p>停用后本条不再由专家评分，得分取自导入的评审得分；各版办法和评分都留记录。</p>
      <ReasonField label="依据（文号或会议纪要，必填）" value={basis} onChange={setBasis} />
      <AsideConsent aside={counting} agreed={agreed} onChange={setAgreed} />
      {problem !== '' && <Failure message={problem} />}
    </Modal>
  )
}
