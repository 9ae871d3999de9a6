import { Button } from 'antd'
import { useEffect } from 'react'
import type { MyScoring } from '../../../shared/scoring/views.ts'
import type { RoundView } from '../../../shared/views.ts'
import { call, sentence } from '../../client.ts'
import { useShortcuts } from '../../ui/keys.ts'
import { Failure, Nothing, Working } from '../../ui/Notices.tsx'
import { SplitPanes } from '../../ui/SplitPanes.tsx'
import { noteTrouble, takeSession } from '../../workspace.ts'
import { MyCaseSheet } from './MyCaseSheet.tsx'
import { casesOf, loadMine, moveMine, openMine, useMine } from './myStore.ts'

/** An expert's desk: the cases to score on the left, the open one with its score sheet on the right. */
export function MyDesk({ round }: { round: RoundView }) {
  const mine = useMine()
  const roundId = round.id
  useEffect(() => void loadMine(roundId), [roundId])
  useShortcuts({ j: () => moveMine(1), k: () => moveMine(-1) })

  if (mine.state === 'failed') return <Failure message={mine.message} retry={() => void loadMine(roundId)} />
  if (mine.state !== 'ready' || mine.roundId !== roundId) return <Working words="正在读取待评申报…" />
  const { view, caseId } = mine
  const open = casesOf(view).find(({ one }) => one.id === caseId)
  if (view.articles.length === 0) {
    return (
      <Nothing words="您还不在本批次的评审专家组内，请联系科长；批次可在上方切换。">
        <SignOut />
      </Nothing>
    )
  }
  return (
    <SplitPanes
      name="my-scoring"
      panes={[
        {
          key: 'list',
          label: '待评',
          content: <MyList view={view} caseId={caseId} roundId={roundId} />,
          size: 320,
          min: 220,
        },
        {
          key: 'case',
          label: '评分',
          content:
            open === undefined ? (
              <Nothing words="您所在的专家组还没有申报可评。" />
            ) : (
              <MyCaseSheet
                key={open.one.id + open.article.schemeId}
                article={open.article}
                one={open.one}
                expertId={view.expertId}
                frozenListNo={view.frozenListNo}
                saving={mine.saving}
                problem={mine.problem}
              />
            ),
          size: 980,
          min: 460,
        },
      ]}
    />
  )
}

function MyList({ view, caseId, roundId }: { view: MyScoring; caseId: string | null; roundId: string }) {
  return (
    <nav className="pane my-list" aria-label="待评申报">
      <header className="pane-head">
        <span className="quiet small">
          <kbd>J</kbd> <kbd>K</kbd> 上下一件
        </span>
        <span className="space" />
        <Button size="small" onClick={() => void loadMine(roundId)}>
          刷新
        </Button>
        <SignOut />
      </header>
      {view.articles.map(({ article, articleNo, title, cases }) => (
        <section key={article}>
          <h3>
            {articleNo} {title}
            <span className="mark plain gap">
              已交 {cases.filter(({ own }) => own !== null).length}/{cases.length}
            </span>
          </h3>
          {cases.length === 0 && <p className="quiet">本条还没有申报。</p>}
          {cases.map(({ id, applicationNo, applicant, own }) => (
            <button
              key={id}
              type="button"
              className={id === caseId ? 'my-case on' : 'my-case'}
              aria-current={id === caseId ? 'true' : undefined}
              onClick={() => openMine(id)}
            >
              <span className="name" title={applicant}>
                {applicant}
              </span>
              <span className={own === null ? 'mark ask' : own.points === null ? 'mark plain' : 'mark good'}>
                {own === null ? '待评' : own.points === null ? '回避' : `已交 ${own.total}`}
              </span>
              <span className="digits quiet small">{applicationNo}</span>
            </button>
          ))}
        </section>
      ))}
    </nav>
  )
}

/** An expert has no 设置 page, so the way out is here. */
function SignOut() {
  async function leave(): Promise<void> {
    try {
      takeSession(await call('session.signOut', {}))
    } catch (error) {
      noteTrouble(sentence(error))
    }
  }
  return (
    <Button size="small" onClick={() => void leave()}>
      退出登录
    </Button>
  )
}
