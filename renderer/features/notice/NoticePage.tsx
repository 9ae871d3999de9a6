import { Button, Segmented, Select } from 'antd'
import { useEffect } from 'react'
import type { RoundView } from '../../../shared/views.ts'
import { may } from '../../client.ts'
import { Failure, Nothing } from '../../ui/Notices.tsx'
import { openPage, useRound, useUser } from '../../workspace.ts'
import './notice.css'
import { CasePapers } from './CasePapers.tsx'
import { ExportButton } from './ExportButton.tsx'
import { IssueSet } from './IssueSet.tsx'
import { chooseList, chooseView, openPapers, useNotice, viewsFor } from './noticeStore.ts'
import { PaperDesk } from './PaperDesk.tsx'
import { PrintPaper } from './PrintPaper.tsx'
import { PublicRecord } from './PublicRecord.tsx'

const TRIAL = ''

/** 公示: the papers as they will be written, beside what must be known before they leave the house. */
export function NoticePage() {
  const round = useRound()
  const user = useUser()
  const roundId = round?.id ?? null
  const allowed = may(user, 'paper.preview')
  useEffect(() => {
    if (roundId !== null && allowed) void openPapers(roundId)
  }, [roundId, allowed])

  if (round === null) {
    return (
      <Nothing words="还没有批次。">
        <Button onClick={() => openPage('rounds')}>去“批次”</Button>
      </Nothing>
    )
  }
  if (!allowed) return <RecordOnly round={round} />
  return <Papers round={round} />
}

/** Whoever makes no papers reads the registers. */
function RecordOnly({ round }: { round: RoundView }) {
  return (
    <div className="page papers">
      <header className="page-head">
        <h1>公示</h1>
        <span className="quiet">台账（只读）</span>
      </header>
      <PublicRecord round={round} />
    </div>
  )
}

function Papers({ round }: { round: RoundView }) {
  const user = useUser()
  const { lists, listId, kind, instead, listsProblem } = useNotice()
  const list = lists.find((each) => each.id === listId) ?? null
  return (
    <div className="page papers">
      <header className="page-head">
        <h1>公示</h1>
        <Select
          aria-label="名单"
          disabled={instead !== null}
          className="list-pick"
          value={listId ?? TRIAL}
          options={[
            { value: TRIAL, label: '试算（当前状态，未定稿）' },
            ...lists.map((each) => ({
              value: each.id,
              label: each.invalidReason === null ? each.listNo : `${each.listNo}（已失效）`,
            })),
          ]}
          onChange={(id) => chooseList(id === TRIAL ? null : id)}
        />
        <Segmented
          aria-label="文件"
          value={instead ?? kind}
          options={viewsFor(user?.roles ?? [])}
          onChange={chooseView}
        />
        <span className="space" />
        {instead === null && (
          <>
            <IssueSet round={round} list={list} />
            <PrintPaper list={list} />
            <ExportButton round={round} />
          </>
        )}
      </header>
      {listsProblem !== '' && <Failure message={listsProblem} retry={() => void openPapers(round.id)} />}
      {instead === 'cases' && <CasePapers round={round} />}
      {instead === 'record' && <PublicRecord round={round} />}
      {instead === null && <PaperDesk list={list} lists={lists} />}
    </div>
  )
}
