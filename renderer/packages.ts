import { create } from 'zustand'
import type { WorkspaceLine, Workspaces } from '../shared/exchange/views.ts'
import { call } from './client.ts'
import { loadSession } from './workspace.ts'

/** The workspaces of 派发包 on this computer, and the one the window is in; null is the office's own database. */
export const usePackages = create<Workspaces>()(() => ({ current: null, workspaces: [] }))

export async function loadPackages(): Promise<void> {
  usePackages.setState(await call('exchange.workspaces', {}), true)
}

/** Goes to a workspace, or with null back to the office's own database. Whoever was signed in is signed out. */
export async function enterWorkspace(workspaceId: string | null): Promise<void> {
  usePackages.setState(await call('exchange.enter', { workspaceId }), true)
  await loadSession()
}

/** 「2026年第1批 派发包2（王示例）」 */
export function workspaceName({ roundName, dispatchNumber, person }: WorkspaceLine): string {
  return `${roundName} 派发包${dispatchNumber}（${person}）`
}
