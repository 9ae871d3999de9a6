import { ipcMain, type WebContents } from 'electron'
import { WINDOW_EVENT_CHANNEL, type WindowEvent } from '../../shared/bridge.ts'
import { channels } from '../../shared/contract.ts'
import type { AnswerCall } from './calls.ts'

/** The only file that touches `ipcMain`: the contract's channels and no others, each guarded by `answer`. */
export function answerWindow(answer: AnswerCall): void {
  for (const channel of channels) {
    ipcMain.handle(channel, (event, input: unknown) => answer(channel, event, input))
  }
}

/** Tells a window what happened to the core, or what was chosen in the menu. */
export function tellWindow(contents: WebContents | undefined, event: WindowEvent): void {
  if (contents !== undefined && !contents.isDestroyed()) contents.send(WINDOW_EVENT_CHANNEL, event)
}
