import { Alert, Button, Segmented, Select } from 'antd'
import { useEffect, useState } from 'react'
import { PAPER_NAMES } from '../../../shared/contract/papers.ts'
import { shortHash } from '../../../shared/report/marks.ts'
import type { FrozenListView, RoundView } from '../../../shared/views.ts'
import { may } from '../../client.ts'
import { NoticeSettings } from '../../ui/NoticeSettings.tsx'
import { Failure, Nothing, Working } from '../../ui/Notices.tsx'
import { openPage, useRound, useUser } from '../../workspace.ts'
import './notice.css'
import { PdfPages } from '../../ui/PdfPages.tsx'
import { SentenceList } from '../../ui/SentenceList.tsx'
import { CasePapers } from './CasePapers.tsx'
import { ExportButton } from './ExportButton.tsx'
import { ListTable } from './ListTable.tsx'
import { chooseList, chooseView, fileKind, loadPreview, openPapers, useNotice, VIEWS } from './noticeStore.ts'
import { PublicRecord } from './PublicRecord.tsx'
import { SheetPreview } from './SheetPreview.tsx'

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
        <Segmented aria-label="文件" value={instead ?? kind} options={VIEWS} onChange={chooseView} />
        <span className="space" />
        {instead === null && <ExportButton round={round} />}
      </header>
      {listsProblem !== '' && <Failure message={listsProblem} retry={() => void openPapers(round.id)} />}
      {instead === 'cases' && <CasePapers round={round} />}
      {instead === 'record' && <PublicRecord round={round} />}
      {instead === null && (
        <div className="paper-desk">
          <div className="paper">
            <Preview />
          </div>
          <Beside list={list} lists={lists} />
        </div>
      )}
    </div>
  )
}

function Preview() {
  const { preview, kind } = useNotice()
  if (preview.state === 'loading') return <Working words={`正在生成${PAPER_NAMES[kind]}…`} />
  if (preview.state === 'failed') return <Failure message={preview.message} retry={() => void loadPreview()} />
  const { pdf, sheets } = preview.paper
  if (pdf !== null) return <PdfPages bytes={pdf} />
  return <SheetPreview key={kind} sheets={sheets} />
}

function Beside({ list, lists }: { list: FrozenListView | null; lists: FrozenListView[] }) {
  const { preview, kind } = useNotice()
  const [tab, setTab] = useState<'about' | 'settings'>('about')
  const warnings = preview.state === 'ready' ? preview.paper.warnings : []
  return (
    <aside className="beside" aria-label="核对">
      <Segmented
        block
        aria-label="侧栏"
        value={tab}
        options={[
          { value: 'about', label: warnings.length === 0 ? '核对' : `核对（${warnings.length} 项提醒）` },
          { value: 'settings', label: '公示信息' },
        ]}
        onChange={setTab}
      />
      {tab === 'settings' ? (
        <NoticeSettings onSaved={() => void loadPreview()} />
      ) : (
        <>
          {warnings.length > 0 && (
            <Alert className="tight" type="warning" title={<SentenceList sentences={warnings} />} />
          )}
          {preview.state === 'ready' && warnings.length === 0 && (
            <Alert className="tight" type="success" showIcon title="没有需要提醒的事项" />
          )}
          {list === null ? (
            <p className="quiet">
              当前为试算，每页都标明“试算”。
              {fileKind(kind) === 'pdf' ? `正式${PAPER_NAMES[kind]}须先由科长在“统筹”定稿。` : '正式文件须先定稿。'}
            </p>
          ) : (
            <p className="quiet">
              定稿号 {list.listNo}　校验码 <span className="digits">{shortHash(list.hash)}</span>
            </p>
          )}
          <h3>定稿记录</h3>
          <ListTable lists={lists} />
        </>
      )}
    </aside>
  )
}
