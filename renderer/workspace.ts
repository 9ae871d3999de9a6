import { create } from 'zustand'
import type { CoreEvent } from '../shared/bridge.ts'
import { chinaMinute } from '../shared/date.ts'
import type { RoundView, SessionView } from '../shared/views.ts'
import { call, may, onSignedOut, sentence, whoMay } from './client.ts'

export const PAGES = [
  'rounds',
  'intake',
  'review',
  'scoring',
  'cohort',
  'notice',
  'policy',
  'radar',
  'filings',
  'exchange',
  'settings',
] as const
export type Page = (typeof PAGES)[number]

export const PAGE_NAMES: Record<Page, string> = {
  rounds: '批次',
  intake: '导入',
  review: '审核',
  scoring: '评审',
  cohort: '统筹',
  notice: '公示',
  policy: '条款',
  radar: '查重',
  filings: '报备',
  exchange: '交换',
  settings: '设置',
}

/** The key that opens a page: Ctrl with 1 to 9, and 0 for the tenth; 设置 has the comma, as everywhere. */
export function pageKey(pages: readonly Page[], page: Page): string {
  return page === 'settings' ? 'Ctrl+,' : `Ctrl+${(pages.indexOf(page) + 1) % 10}`
}

type Session = { state: 'loading' } | { state: 'failed'; message: string } | { state: 'ready'; view: SessionView }

export type Saving = { state: 'idle' } | { state: 'saving' } | { state: 'failed'; message: string; retry: () => void }

interface Workspace {
  session: Session
  rounds: RoundView[]
  roundsLoaded: boolean
  roundsProblem: string
  roundId: string | null
  page: Page
  /** The open part of 设置, by its key. */
  settingsPart: string
  /** 备份演练 was chosen in the menu while nobody was signed in. */
  drillWanted: boolean
  /** "14:32" of the last write the core acknowledged; empty before the first. */
  savedAt: string
  /** What is on its way to the core, or could not be saved and how to try again. */
  saving: Saving
  core: CoreEvent | 'running'
  /** Something a person must know that no open screen is there to say; empty when nothing. */
  trouble: string
  /** Whose desk locked by itself, for the door to name; empty when nobody's. */
  lockedName: string
}

const start: Workspace = {
  session: { state: 'loading' },
  rounds: [],
  roundsLoaded: false,
  roundsProblem: '',
  roundId: null,
  page: 'rounds',
  settingsPart: 'self',
  drillWanted: false,
  savedAt: '',
  saving: { state: 'idle' },
  core: 'running',
  trouble: '',
  lockedName: '',
}

/** What every screen shares: who is signed in, which round and which page are open. */
export const useWorkspace = create<Workspace>()(() => start)

onSignedOut(lockSession)

/** The session ended by itself; several calls may find that out. */
export function lockSession(): void {
  const { session } = useWorkspace.getState()
  if (session.state !== 'ready' || session.view.user === null) return
  const lockedName = session.view.user.name
  takeSession({ ...session.view, user: null })
  useWorkspace.setState({ lockedName })
}

export async function loadSession(): Promise<void> {
  rememberPlace()
  useWorkspace.setState({ session: { state: 'loading' } })
  try {
    takeSession(await call('session.status', {}))
  } catch (error) {
    useWorkspace.setState({ session: { state: 'failed', message: sentence(error) } })
  }
}

/** Where a person was when the session ended, so that the same person goes on there after signing in again. */
let left: { accountId: string; roundId: string | null; page: Page } | null = null

function rememberPlace(): void {
  const { session, roundId, page } = useWorkspace.getState()
  const user = session.state === 'ready' ? session.view.user : null
  if (user !== null) left = { accountId: user.id, roundId, page }
}

/** Takes over an answered session; signing out forgets what the last person saw. */
export function takeSession(view: SessionView): void {
  const session: Session = { state: 'ready', view }
  if (view.user === null) {
    rememberPlace()
    useWorkspace.setState({ ...start, session, core: useWorkspace.getState().core })
    return
  }
  const back = left?.accountId === view.user.id ? { roundId: left.roundId, page: left.page } : {}
  left = null
  useWorkspace.setState({ session, lockedName: '', ...back })
}

/** Reads the rounds again; keeps the open round, or opens the newest one. A failure is kept for the shell to show. */
export async function loadRounds(): Promise<void> {
  useWorkspace.setState({ roundsProblem: '' })
  try {
    const rounds = await call('round.list', {})
    const { roundId } = useWorkspace.getState()
    const open = rounds.find((round) => round.id === roundId) ?? rounds[0]
    useWorkspace.setState({ rounds, roundsLoaded: true, roundId: open?.id ?? null })
  } catch (error) {
    useWorkspace.setState({ roundsProblem: sentence(error) })
  }
}

export function openRound(roundId: string, page?: Page): void {
  useWorkspace.setState(page === undefined ? { roundId } : { roundId, page })
}

/** 设置 opens at its first part. */
export function openPage(page: Page): void {
  useWorkspace.setState((now) => (now.page === page ? {} : { page, settingsPart: 'self' }))
}

export function openSettings(settingsPart: string): void {
  useWorkspace.setState({ page: 'settings', settingsPart })
}

/** Goes to the drill of the backups in 设置, or says who may; at the door, once somebody has come in. */
export function openDrill(): void {
  const { session } = useWorkspace.getState()
  const user = session.state === 'ready' ? session.view.user : null
  useWorkspace.setState({ drillWanted: user === null })
  if (user === null) return
  if (may(user, 'backup.drill')) openSettings('backup')
  else noteTrouble(`备份演练：${whoMay('backup.drill')}`)
}

export function noteSaved(at: string = new Date().toISOString()): void {
  useWorkspace.setState({ savedAt: clock(at) })
}

export function noteSaving(saving: Saving): void {
  useWorkspace.setState({ saving })
}

export function noteTrouble(trouble: string): void {
  useWorkspace.setState({ trouble })
}

export function noteCore(event: CoreEvent): void {
  useWorkspace.setState({ core: event })
}

/** "14:32" in China Standard Time. */
export function clock(at: string): string {
  return chinaMinute(at).slice(11)
}

export function useUser() {
  return useWorkspace(({ session }) => (session.state === 'ready' ? session.view.user : null))
}

export function useRound(): RoundView | null {
  return useWorkspace(({ rounds, roundId }) => rounds.find((round) => round.id === roundId) ?? null)
}
