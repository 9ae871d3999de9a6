import { Alert } from 'antd'
import { useEffect } from 'react'
import type { RoundView } from '../../../shared/views.ts'
import { Failure, Working } from '../../ui/Notices.tsx'
import { SentenceList } from '../../ui/SentenceList.tsx'
import { ArchiveCard } from './ArchiveCard.tsx'
import { IssuedPapers } from './IssuedPapers.tsx'
import { Objections } from './Objections.tsx'
import { loadRecord, useRecord } from './recordStore.ts'

/** 台账: what was issued, what came back, and what remains before 下达. */
export function PublicRecord({ round }: { round: RoundView }) {
  const loaded = useRecord((state) => state.loaded)
  useEffect(() => void loadRecord(round.id), [round.id])
  if (loaded.state === 'loading') return <Working words="正在读取台账…" />
  if (loaded.state === 'failed') return <Failure message={loaded.message} retry={() => void loadRecord(round.id)} />
  const { papers, book, cases } = loaded
  return (
    <div className="record">
      <Remaining sentences={book.remaining} />
      <section className="card">
        <h2>已出文书</h2>
        <IssuedPapers round={round} papers={papers} />
      </section>
      <Objections round={round} book={book} cases={cases} />
      <ArchiveCard round={round} />
    </div>
  )
}

function Remaining({ sentences }: { sentences: string[] }) {
  if (sentences.length === 0) {
    return <Alert className="tight" type="success" showIcon title="公示期已满，没有未办结的异议，可以导出下达通知。" />
  }
  return (
    <Alert
      className="tight"
      type="info"
      showIcon
      title="下达之前"
      description={<SentenceList sentences={sentences} />}
    />
  )
}
