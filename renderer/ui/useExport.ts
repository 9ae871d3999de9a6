import { App } from 'antd'
import { createElement, useState } from 'react'
import type { Input } from '../../shared/contract.ts'
import { AppError } from '../../shared/errors.ts'
import { call, sentence } from '../client.ts'
import { noteSaved } from '../workspace.ts'
import { ExportProgress } from './ExportProgress.tsx'

/** What is said after the name of the written file; a warning asks to look at something. */
type Said = string | { warning: string }

/** An export done sooner shows no progress, in milliseconds. */
const SHOWN_AFTER = 700

/**
 * Writing a paper to a place chosen in the system's dialog: `busy` while it runs. `write` gets the chosen place; nothing
 * happens when none is chosen. A long one shows how far it is and can be cancelled. What was written, or why it was not,
 * is said.
 */
export function useExport() {
  const [busy, setBusy] = useState(false)
  const { message, modal, notification } = App.useApp()

  async function save(paper: Input<'dialog.savePaper'>, write: (saveToken: string) => Promise<Said>): Promise<void> {
    setBusy(true)
    try {
      const file = await call('dialog.savePaper', paper)
      if (file === null) return
      const said = await watched(file, write)
      noteSaved()
      const written = `已导出“${file.name}”`
      if (typeof said === 'string') void message.success(`${written}${said}`)
      else void message.warning(`${written}${said.warning}`)
    } catch (error) {
      if (error instanceof AppError && error.code === 'CANCELLED') void message.info(error.message)
      else modal.error({ title: '没有导出', content: sentence(error), okText: '知道了' })
    } finally {
      setBusy(false)
    }
  }

  async function watched(
    { name, token }: { name: string; token: string },
    write: (saveToken: string) => Promise<Said>,
  ): Promise<Said> {
    const timer = setTimeout(() => {
      const description = createElement(ExportProgress, { saveToken: token })
      notification.open({ key: token, title: `正在导出“${name}”`, description, duration: 0, closable: false })
    }, SHOWN_AFTER)
    try {
      return await write(token)
    } finally {
      clearTimeout(timer)
      notification.destroy(token)
    }
  }
  return { busy, save }
}
