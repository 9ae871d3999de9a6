import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { createElement } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import { HistoryList } from '../../renderer/features/review/HistoryList.tsx'
import { CASE_CHOICE } from '../../renderer/ui/caseChoice.tsx'
import type { HistoryEntry } from '../../shared/views.ts'

const RENDERER = join(import.meta.dirname, '..', '..', 'renderer')

/** Without what the shield blurs: elements marked `personal`, none of which holds another element of its own kind. */
function seen(markup: string): string {
  return markup.replace(/<(\w+) class="[^"]*\bpersonal\b[^"]*"[^>]*>.*?<\/\1>/gs, '')
}

test('in 投屏 no name can be read in 办理记录: who acted, what was said, what a fact was and is', () => {
  const entry = (more: Partial<HistoryEntry>): HistoryEntry => {
    return {
      at: '2026-03-05T01:00:00.000Z',
      who: '演示审核员',
      kind: 'people',
      text: '',
      reason: '',
      changes: [],
      ...more,
    }
  }
  const change = { field: 'applicant', label: '申报单位', before: '演示甲公司', after: '演示乙公司' } as const
  const markup = renderToStaticMarkup(
    createElement(HistoryList, {
      entries: [
        entry({ text: '派给演示审核员' }),
        entry({ kind: 'correction', reason: '演示丙公司来函', changes: [change] }),
      ],
    }),
  )
  expect(markup).toContain('演示甲公司')
  expect(seen(markup)).toContain('更正')
  expect(seen(markup)).not.toContain('演示')
})

test('a chooser of applications shows the number and hides who applies', () => {
  const label = 'LG2026110003 演示甲公司　12.00 万元'
  for (const drawn of [CASE_CHOICE.optionRender({ label }), CASE_CHOICE.labelRender({ label })]) {
    const markup = renderToStaticMarkup(drawn)
    expect(markup).toContain('演示甲公司')
    expect(seen(markup)).toBe('<span class="digits">LG2026110003</span> ')
  }
})

/** Made without names in the core, or seen by experts only, who have no 投屏. */
const OPEN = ['ui/Meeting.tsx', 'features/scoring/My']

test('every place that draws an applicant is marked for the shield', () => {
  const bare = globSync('**/*.tsx', { cwd: RENDERER }).flatMap((file) => {
    if (OPEN.some((path) => file.startsWith(path))) return []
    const text = readFileSync(join(RENDERER, file), 'utf8')
    return [...text.matchAll(/(?<![=$])\{(?:\w+\??\.)*applicant\}/g)].flatMap(({ index }) => {
      const opened = text.slice(text.lastIndexOf('<', index), index)
      return /personal|nameMark\(/.test(opened) ? [] : [`${file}: ${text.slice(index - 60, index + 20)}`]
    })
  })
  expect(bare).toEqual([])
})

test('every chooser and every column of a table that names applicants is drawn for the shield', () => {
  const bare = globSync('**/*.tsx', { cwd: RENDERER }).flatMap((file) => {
    const text = readFileSync(join(RENDERER, file), 'utf8')
    const columns = [...text.matchAll(/dataIndex: 'applicant',.*?(?=dataIndex|\n\s*\]|$)/gs)].map(([column]) => column)
    const lost = columns.filter((column) => !/personal|nameMark\(/.test(column))
    const chooser = /label: `[^`]*\$\{applicant\}/.test(text) && !text.includes('{...CASE_CHOICE}')
    return [...lost, ...(chooser ? ['options'] : [])].map((what) => `${file}: ${what.slice(0, 80)}`)
  })
  expect(bare).toEqual([])
})
