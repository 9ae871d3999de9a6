import { App } from 'antd'
import { useState } from 'react'
import type { Input } from '../../shared/contract.ts'
import { call, sentence } from '../client.ts'
import { noteSaved } from '../workspace.ts'

/** What is said after the name of the written file; a warning asks to look at something. */
type Said = string | { warning: string }

/**
 * Writing a paper to a place chosen in the system's dialog: `busy` while it runs. `write` gets the chosen place; nothing
 * happens when none is chosen. What was written, or why it was not, is said.
 */
export function useExport() {
  const [busy, setBusy] = useState(false)
  const { message, modal } = App.useApp()

  async function save(paper: Input<'dialog.savePaper'>, write: (saveToken: string) => Promise<Said>): Promise<void> {
    setBusy(true)
    try {
      const file = await call('dialog.savePaper', paper)
      if (file === null) return
      const said = await write(file.token)
      noteSaved()
      const written = `已导出“${file.name}”`
      if (typeof said === 'string') void message.success(`${written}${said}`)
      else void message.warning(`${written}${said.warning}`)
    } catch (error) {
      modal.error({ title: '没有导出', content: sentence(error), okText: '知道了' })
    } finally {
      setBusy(false)
    }
  }
  return { busy, save }
}
