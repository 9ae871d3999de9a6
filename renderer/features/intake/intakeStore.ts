import { create } from 'zustand'
import type { Output } from '../../../shared/contract.ts'
import type { ImportPlanView } from '../../../shared/views.ts'
import { call, sentence } from '../../client.ts'
import { loadRounds, noteSaved } from '../../workspace.ts'

export type Intake =
  | { state: 'choose'; message: string }
  | { state: 'reading'; fileName: string }
  | { state: 'plan'; step: 1 | 2 | 3; roundId: string; plan: ImportPlanView; applying: boolean; message: string }
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
    useIntake.setState({ state: 'plan', step: 1, roundId, plan, applying: false, message: '' }, true)
  } catch (error) {
    useIntake.setState({ state: 'choose', message: sentence(error) }, true)
  }
}

export function goToStep(step: 1 | 2 | 3): void {
  const now = useIntake.getState()
  if (now.state === 'plan') useIntake.setState({ ...now, step }, true)
}

/** Applies the very plan that is on the screen. */
export async function confirmPlan(): Promise<void> {
  const now = useIntake.getState()
  if (now.state !== 'plan' || now.applying) return
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
