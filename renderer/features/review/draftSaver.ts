import type { DraftContent } from '../../../shared/views.ts'
import { call, sentence } from '../../client.ts'
import { noteSaved, noteSaving, useWorkspace } from '../../workspace.ts'
import type { DraftState } from './reviewState.ts'

/** A pause in typing writes the draft; typing without a pause does so no later than this after the first key. */
const PAUSE_MS = 300
const LONGEST_MS = 700
const RETRY_MS = 1500

interface Waiting {
  accountId: string
  content: DraftContent
  since: number
}

/** Drafts the core has not confirmed yet, by case. They outlive a core that dies and a session that ends. */
const waiting = new Map<string, Waiting>()
let timer: ReturnType<typeof setTimeout> | null = null
let writing: Promise<void> = Promise.resolve()
let tell: (caseId: string, draft: DraftState) => void = () => {}

/** Sets who hears what became of a draft. */
export function onDraft(listener: (caseId: string, draft: DraftState) => void): void {
  tell = listener
}

/** Keeps what the form holds now and writes it soon. */
export function noteDraft(caseId: string, content: DraftContent): void {
  const accountId = signedIn()
  if (accountId === null) return
  const since = waiting.get(caseId)?.since ?? performance.now()
  waiting.set(caseId, { accountId, content, since })
  noteSaving({ state: 'saving' })
  tell(caseId, { state: 'saving' })
  wait(Math.max(0, Math.min(PAUSE_MS, since + LONGEST_MS - performance.now())))
}

/** What this person typed on a case that the core has not confirmed; null when nothing. */
export function unsavedDraft(caseId: string): DraftContent | null {
  const one = waiting.get(caseId)
  return one !== undefined && one.accountId === signedIn() ? one.content : null
}

/** Forgets what waits for a case: it was decided, or given up. */
export function dropDraft(caseId: string): void {
  waiting.delete(caseId)
  const accountId = signedIn()
  if (![...waiting.values()].some((one) => one.accountId === accountId)) noteSaving({ state: 'idle' })
}

/** Writes everything that waits, now. */
export function flushDrafts(): Promise<void> {
  stop()
  writing = writing.then(writeAll)
  return writing
}

async function writeAll(): Promise<void> {
  const accountId = signedIn()
  for (const [caseId, one] of [...waiting]) if (one.accountId === accountId) await write(caseId, one)
}

async function write(caseId: string, one: Waiting): Promise<void> {
  try {
    const { savedAt } = await call('case.saveDraft', { caseId, ...one.content })
    noteSaved(savedAt)
    if (waiting.get(caseId) !== one) return
    dropDraft(caseId)
    tell(caseId, { state: 'saved', at: savedAt })
  } catch (error) {
    if (waiting.get(caseId) !== one) return
    const message = sentence(error)
    noteSaving({ state: 'failed', message, retry: () => void flushDrafts() })
    tell(caseId, { state: 'failed', message })
    wait(RETRY_MS)
  }
}

function wait(ms: number): void {
  stop()
  timer = setTimeout(() => void flushDrafts(), ms)
}

function stop(): void {
  if (timer !== null) clearTimeout(timer)
  timer = null
}

function signedIn(): string | null {
  const { session } = useWorkspace.getState()
  return session.state === 'ready' ? (session.view.user?.id ?? null) : null
}

// A core that came back, or the person who signed in again: what waited is written without anybody's doing.
useWorkspace.subscribe((now, before) => {
  const back = now.core === 'restarted' && before.core !== 'restarted'
  if (waiting.size > 0 && signedIn() !== null && (back || now.session !== before.session)) void flushDrafts()
})
