import { useCallback } from 'react'
import { call } from '../../client.ts'
import { Act } from '../../ui/Act.tsx'
import { Failure } from '../../ui/Notices.tsx'
import { useLoaded } from '../../ui/useLoaded.ts'
import { useSubmit } from '../../ui/useSubmit.ts'
import { noteSaved } from '../../workspace.ts'
import { loadPreview } from './noticeStore.ts'

/** The masked words agreed for the public papers of the round, cell by cell, each to be taken back. */
export function AgreedMasks({ roundId }: { roundId: string }) {
  const { loaded, take } = useLoaded(useCallback(() => call('paper.masks', { roundId }), [roundId]))
  const { busy, problem, submit } = useSubmit()
  if (loaded.state === 'failed') return <Failure message={loaded.message} />
  if (loaded.state === 'working' || loaded.value.length === 0) return null
  return (
    <section className="leaks" aria-label="已采用的遮盖文字">
      <h3>已采用的遮盖文字 {loaded.value.length} 处</h3>
      {problem !== '' && <Failure message={problem} />}
      <ol>
        {loaded.value.map(({ applicationNo, field, printedAs }) => (
          <li key={`${applicationNo} ${field}`}>
            <b>{applicationNo}</b>
            <span>
              印作“<span className="leak-words">{printedAs}</span>”
            </span>
            <Act
              size="small"
              channel="paper.dropMask"
              loading={busy}
              aria-label={`收回遮盖文字：${applicationNo} ${printedAs}`}
              onClick={() =>
                void submit(async () => {
                  take(await call('paper.dropMask', { roundId, applicationNo, field }))
                  noteSaved()
                  await loadPreview()
                })
              }
            >
              收回
            </Act>
          </li>
        ))}
      </ol>
    </section>
  )
}
