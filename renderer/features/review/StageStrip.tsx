import { App, Button, Popover } from 'antd'
import { useEffect, useState } from 'react'
import type { StageAct } from '../../../shared/stages/moves.ts'
import type { CaseView } from '../../../shared/views.ts'
import { call, may, sentence } from '../../client.ts'
import { Act } from '../../ui/Act.tsx'
import { StageBar } from '../../ui/StageBar.tsx'
import { useUser } from '../../workspace.ts'
import { LetterDialog } from './LetterDialog.tsx'
import { LiftRecusal, RecuseOther } from './RecusalDialogs.tsx'
import { reloadCase } from './reviewStore.ts'
import { StageButton } from './StageButton.tsx'
import { CloseSupplementDialog, SupplementDialog } from './SupplementDialog.tsx'
import { openStageDialog, useStageDialog } from './stageDialog.ts'

/** What is not offered elsewhere on the screen. */
const BESIDE: readonly StageAct[] = ['advance', 'disburse', 'archive']
const RARE: readonly StageAct[] = ['sendBack', 'withdraw']

/** Where the open case stands, who has it, who keeps off it, and what can be done to its stage. */
export function StageStrip({ view }: { view: CaseView }) {
  const open = useStageDialog()
  const setOpen = openStageDialog
  const close = () => setOpen({ dialog: 'none' })
  // Another case: whatever stood in front of this one is gone.
  const caseId = view.row.id
  useEffect(() => () => void (caseId !== '' && openStageDialog({ dialog: 'none' })), [caseId])
  const told = view.supplements.at(-1) ?? null
  const running = told !== null && told.closed === null
  return (
    <div className="stage-strip">
      <StageBar view={view} />
      <div className="stage-people">
        <Assignee view={view} />
        {view.recusals.map((recusal) => (
          <span key={recusal.accountId} className="mark ask" title={recusal.reason}>
            回避：<span className="personal">{recusal.name}</span>
            <Act
              channel="case.liftRecusal"
              type="link"
              size="small"
              onClick={() => setOpen({ dialog: 'lift', recusal })}
            >
              解除…
            </Act>
          </span>
        ))}
        {BESIDE.filter((act) => view.acts.includes(act)).map((act) => (
          <StageButton key={`${caseId} ${act}`} act={act} view={view} />
        ))}
        {running && (
          <Act command channel="supplement.close" size="small" onClick={() => setOpen({ dialog: 'close' })}>
            办结补正…
          </Act>
        )}
        {told !== null && told.closed?.outcome !== 'cancelled' && (
          <Act command channel="paper.previewCase" size="small" onClick={() => setOpen({ dialog: 'letter' })}>
            告知书…
          </Act>
        )}
        <More view={view} onRecuse={() => setOpen({ dialog: 'recuse' })} />
      </div>
      {open.dialog === 'supplement' && (
        <SupplementDialog view={view} onClose={close} onDone={() => setOpen({ dialog: 'letter' })} />
      )}
      {open.dialog === 'close' && <CloseSupplementDialog view={view} onClose={close} />}
      {open.dialog === 'letter' && <LetterDialog view={view} onClose={close} />}
      {open.dialog === 'recuse' && <RecuseOther view={view} onClose={close} />}
      {open.dialog === 'lift' && <LiftRecusal view={view} recusal={open.recusal} onClose={close} />}
    </div>
  )
}

function Assignee({ view }: { view: CaseView }) {
  const user = useUser()
  const { modal } = App.useApp()
  const { assignee, assigneeId, id } = view.row

  async function take(): Promise<void> {
    try {
      await call('assign.act', { roundId: view.roundId, caseIds: [id], accountId: user?.id ?? null })
      await reloadCase(id)
    } catch (error) {
      modal.warning({ title: '没有派件', content: sentence(error), okText: '知道了' })
    }
  }

  return (
    <>
      <span>经办 {assignee === '' ? <span className="quiet">未派件</span> : <b>{assignee}</b>}</span>
      {assigneeId !== user?.id && may(user, 'assign.act') && (
        <Button size="small" onClick={() => void take()}>
          派给我
        </Button>
      )}
    </>
  )
}

/** Acts that are rare, one click away. */
function More({ view, onRecuse }: { view: CaseView; onRecuse: () => void }) {
  const user = useUser()
  const [open, setOpen] = useState('')
  const { id } = view.row
  const acts = RARE.filter((act) => view.acts.includes(act))
  const enters = user?.roles.includes('chief') === true
  if (acts.length === 0 && !enters) return null
  const content = (
    <div className="stage-more">
      {acts.map((act) => (
        <StageButton key={`${view.row.id} ${act}`} act={act} view={view} />
      ))}
      {enters && (
        <Act command channel="case.recuse" size="small" onClick={onRecuse}>
          登记他人回避…
        </Act>
      )}
    </div>
  )
  return (
    <Popover
      trigger="click"
      placement="bottomRight"
      content={content}
      open={open === id}
      onOpenChange={(opened) => setOpen(opened ? id : '')}
    >
      <Button size="small">更多…</Button>
    </Popover>
  )
}
