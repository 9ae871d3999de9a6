import { create } from 'zustand'
import type { Output } from '../../../shared/contract.ts'
import type { SheetChoice } from '../../../shared/intake/choices.ts'
import type { ImportPlanView } from '../../../shared/views.ts'
import { call, sentence } from '../../client.ts'
import { type Rereadable, reread } from '../../ui/workbook/reread.ts'
import { loadRounds, noteSaved } from '../../workspace.ts'

export interface Planned extends Rereadable<ImportPlanView> {
  state: 'plan'
  step: 1 | 2 | 3
  roundId: string
  fileToken: string
  applying: boolean
}

export type Intake =
  | { state: 'choose'; message: string }
  | { state: 'reading'; fileName: string }
  | Planned
  | { state: 'done'; fileName: string; result: Output<'import.commit'> }

const start: Intake = { state: 'choose', message: '' }

export const useIntake = create<Intake>()(() => start)

/** Asks for a workbook and plans its import; nothing is written. */
export async function chooseWorkbook(roundId: string): Promise<void> {
  try {
    const file = await call('dialog.openWorkbook', {})
    if (file === null) return
    useIntake.setState({ state: 'reading', fileName: file.name }, true)
    const plan = await call('import.preview', { roundId, fileToken: file.token })
    const asGuessed: readonly SheetChoice[] = []
    const open = { shown: asGuessed, choices: asGuessed, rereading: false, applying: false, message: '' }
    useIntake.setState({ state: 'plan', step: 1, roundId, fileToken: file.token, plan, ...open }, true)
  } catch (error) {
    useIntake.setState({ state: 'choose', message: sentence(error) }, true)
  }
}

export function goToStep(step: 1 | 2 | 3): void {
  const now = useIntake.getState()
  if (now.state === 'plan') useIntake.setState({ ...now, step, message: '' }, true)
}

/** Takes what the person corrected and plans the same file again. */
export function changeChoices(change: (choices: readonly SheetChoice[]) => SheetChoice[]): void {
  const now = useIntake.getState()
  if (now.state !== 'plan' || now.applying) return
  useIntake.setState({ ...now, choices: change(now.choices), rereading: true, message: '' }, true)
  if (!now.rereading) void rereadPlan(now.fileToken)
}

function rereadPlan(fileToken: string): Promise<void> {
  return reread<ImportPlanView, Planned>(
    () => planned(fileToken),
    (next) => useIntake.setState(next, true),
    ({ roundId, choices }) => call('import.preview', { roundId, fileToken, overrides: [...choices] }),
  )
}

/** The wizard while it still shows that file. */
function planned(fileToken: string): Planned | null {
  const now = useIntake.getState()
  return now.state === 'plan' && now.fileToken === fileToken ? now : null
}

/** Applies the very plan that is on the screen. */
export async function confirmPlan(): Promise<void> {
  const now = useIntake.getState()
  if (now.state !== 'plan' || now.applying || now.rereading) return
  useIntake.setState({ ...now, applying: true, message: '' }, true)
  try {
    const result = await call('import.commit', { planId: now.plan.planId })
    noteSaved()
    useIntake.setState({ state: 'done', fileName: now.plan.fileName, result }, true)
    await loadRounds()
  } catch (error) {
    useIntake.setState({ ...now, applying: false, message: sentence(error) }, true)
  }
}

export function startAgain(): void {
  useIntake.setState(start, true)
}
