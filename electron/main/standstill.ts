import { type BrowserWindow, dialog } from 'electron'

/** What a person is told when a part of the program stands still, and what starting it anew is called. */
export interface Standstill {
  message: string
  detail: string
  restart: string
}

export const SILENT_CORE: Standstill = {
  message: '后台已有半分钟没有响应。',
  detail:
    '可能正在办一件很大的事（如大批导入、备份），可以继续等待。重新启动后台：没有办完的这一步不作数，已保存的内容不受影响，需要重新登录。',
  restart: '重新启动后台',
}

export const SILENT_WINDOW: Standstill = {
  message: '窗口没有响应。',
  detail: '可以继续等待。重新载入窗口：已保存的内容不受影响，正在填写的意见最多少最后一秒。',
  restart: '重新载入窗口',
}

/** Asks in a box of the system's own; false when the person waits on. The signal takes the box away: it moves again. */
export async function askToRestart(
  window: BrowserWindow | null,
  { message, detail, restart }: Standstill,
  signal: AbortSignal,
): Promise<boolean> {
  const options: Electron.MessageBoxOptions = {
    type: 'warning',
    title: '时尚资金评审工作台',
    ...{ message, detail, signal },
    buttons: ['继续等待', restart],
    defaultId: 0,
    cancelId: 0,
    noLink: true,
  }
  const { response } = await (window === null ? dialog.showMessageBox(options) : dialog.showMessageBox(window, options))
  return response === 1
}
