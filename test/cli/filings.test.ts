import { join } from 'node:path'
import { expect, test } from 'vitest'
import { done, doneJson, workFolder } from './commandLine.ts'

const at = ['--db', join(workFolder(), '评审.db')] as const
const event = [
  ...['--organiser', '示例会展有限公司', '--event', '示例家具展', '--kind', '展会', '--starts', '2026-03-10'],
  ...['--ends', '2026-03-12', '--date', '2026-03-10', '--code', '91350100M000100Y4Z', '--person', '王示例 13800138000'],
] as const

test('报备 on the command line: registered with its warnings, followed, audited, listed', {
  timeout: 60_000,
}, async () => {
  await done(['init', ...at])
  const added = await doneJson(['filing', 'add', ...at, ...event])
  expect(added).toMatchObject({ no: '报备2026-01', contact: '王** 138****8000', state: 'held' })
  expect(added).toMatchObject({
    warnings: [expect.stringContaining('举办前报备'), expect.stringContaining('信用代码')],
  })
  const step = ['filing', 'step', ...at, '--id', '报备2026-01', '--reason', '到场查看'] as const
  expect(await done([...step, '--kind', 'follow-up', '--date', '2026-03-11'])).toContain('已举办待事后审核')
  expect(await done([...step, '--kind', 'audit', '--date', '2026-03-20'])).toContain('齐全')
  expect(await doneJson(['filing', 'list', ...at])).toMatchObject({
    filings: [{ no: '报备2026-01', state: 'complete' }],
  })
})
