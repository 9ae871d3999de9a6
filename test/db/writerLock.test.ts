import { fork } from 'node:child_process'
import { once } from 'node:events'
import { hostname } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { lockForWriting } from '../../db/writerLock.ts'
import { refusal, tempFolder } from './fixture.ts'

const NOW = '2026-03-05T04:00:00.000Z'

test('a second writer is told the computer, the person and since when; it may go on when the first is done', () => {
  const path = join(tempFolder(), '评审.db')
  const first = lockForWriting(path, NOW)
  expect(refusal(() => lockForWriting(path, NOW))).toMatch(
    new RegExp(`^LOCKED 案卷库正由 ${hostname()} 上的 \\S+ 使用，自 2026-03-05 12:00；`),
  )
  first.release()
  lockForWriting(path, NOW).release()
})

test('a writer that was killed holds nothing: no stale lock is left to clear', async () => {
  const path = join(tempFolder(), '评审.db')
  const child = fork(join(import.meta.dirname, 'lockHolder.ts'), [path])
  await once(child, 'message')
  expect(refusal(() => lockForWriting(path, NOW))).toMatch(/^LOCKED .*使用，自/)
  child.kill('SIGKILL')
  await once(child, 'exit')
  lockForWriting(path, NOW).release()
})
