import type { PaperLeak } from '../../../shared/contract/masks.ts'
import { Act } from '../../ui/Act.tsx'
import { Failure } from '../../ui/Notices.tsx'
import { useSubmit } from '../../ui/useSubmit.ts'
import { acceptMask } from './noticeStore.ts'

/** What the privacy gate found, place by place, with the masked words to print instead. */
export function LeakList({ leaks }: { leaks: readonly PaperLeak[] }) {
  const { busy, problem, submit } = useSubmit()
  return (
    <section className="card leaks" aria-label="个人信息">
      <h2>个人信息 {leaks.length} 处</h2>
      <p className="quiet">
        采用遮盖文字只改公开文书上印的字，申报信息不变；采用记入操作日志，适用于本批次的公开文书。
      </p>
      {problem !== '' && <Failure message={problem} />}
      <ol>
        {leaks.map((leak) => (
          <li key={`${leak.place} ${leak.proposal}`}>
            <b>
              {leak.page === null ? '' : `第 ${leak.page} 页　`}
              {leak.place}
            </b>
            <span>
              含{leak.found.map(({ kind, masked }) => `${kind}（${masked}）`).join('、')}，建议印作“
              <span className="leak-words">{leak.proposal}</span>”
            </span>
            {leak.cell ? (
              <Act
                size="small"
                channel="paper.acceptMask"
                loading={busy}
                aria-label={`采用遮盖文字：${leak.place}`}
                onClick={() => void submit(() => acceptMask(leak))}
              >
                采用遮盖文字
              </Act>
            ) : (
              <span className="quiet">这是文书本身的文字，请在“公示信息”或“设置 → 文书文字”中改写。</span>
            )}
          </li>
        ))}
      </ol>
    </section>
  )
}
