import { expect, test } from 'vitest'
import { keptBackups } from '../../electron/core/backupRotation.ts'

const at = (day: string, time = '04:00:00.000') => `${day}T${time}Z`

test('three of today stay, and the newest of every earlier day', () => {
  const today = ['01', '02', '03', '04', '05'].map((hour) => at('2026-11-24', `${hour}:00:00.000`))
  const yesterday = [at('2026-11-23', '01:00:00.000'), at('2026-11-23', '09:00:00.000')]
  expect([...keptBackups([...today, ...yesterday], '2026-11-24')].sort()).toEqual([
    at('2026-11-23', '09:00:00.000'),
    ...today.slice(2),
  ])
})

test('a day is a day in China: 16:30 UTC is already tomorrow', () => {
  const late = at('2026-11-23', '16:30:00.000')
  const later = at('2026-11-24', '03:00:00.000')
  expect(keptBackups([late, later], '2026-11-24')).toEqual(new Set([late, later]))
})

test('after thirty days one a month stays, for two years', () => {
  const days = Array.from({ length: 1100 }, (_, back) =>
    new Date(Date.UTC(2026, 10, 24, 4) - back * 86_400_000).toISOString(),
  )
  const kept = [...keptBackups(days, '2026-11-24')].sort()
  expect(kept).toHaveLength(30 + 22)
  expect(kept[0]).toBe('2024-12-31T04:00:00.000Z')
  expect(new Set(kept.slice(0, 22).map((moment) => moment.slice(0, 7))).size).toBe(22)
})
