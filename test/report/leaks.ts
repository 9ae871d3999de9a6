import type { Application } from '../../shared/application.ts'
import { addressSpellings, numberSpellings } from './spellings.ts'

/** Pseudo-random numbers from a seed (mulberry32), so that a failure can be made again. */
export function dice(seed: number): (sides: number) => number {
  let state = seed >>> 0
  return (sides) => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) % sides
  }
}

/** One personal fact of an application, written into a public text some odd way. */
export interface Leak {
  what: string
  secret: string
  text: string
}

const BEFORE = ['', '项目', '智能眼镜应用', '第二届设计大赛（', '平台建设，联系人', 'AI+鸿蒙 ', '公共服务平台－']
const AFTER = ['', '号', '）', '等事宜', '，以此为准', ' 转办', '。']

/** `count` leaks of the facts of these applications. */
export function leaks(seed: number, applications: readonly Application[], count: number): Leak[] {
  const roll = dice(seed)
  const pick = <T>(list: readonly T[]): T => {
    const found = list[roll(list.length)]
    if (found === undefined) throw new Error('empty list')
    return found
  }
  return Array.from({ length: count }, () => {
    const { facts } = pick(applications)
    const secrets = [facts.idNumber, facts.phone, facts.bankAccount].flatMap((value) => value ?? [])
    const address = facts.address
    const useAddress = address !== undefined && roll(4) === 0
    const secret = useAddress ? address : pick(secrets)
    const [what, write] = useAddress ? pick(addressSpellings) : pick(numberSpellings)
    return { what, secret, text: `${pick(BEFORE)}${write(secret, roll)}${pick(AFTER)}` }
  })
}

/** Applications with invented facts: right birthdays and lengths, no real person's numbers. */
export function secretive(seed: number, count: number): Application[] {
  const roll = dice(seed)
  const digits = (length: number): string => Array.from({ length }, () => String(roll(10))).join('')
  return Array.from({ length: count }, (_, index): Application => {
    const birthday = `19${60 + roll(40)}${String(1 + roll(12)).padStart(2, '0')}${String(1 + roll(28)).padStart(2, '0')}`
    return {
      applicationNo: `LG2026-${String(index + 1).padStart(4, '0')}`,
      article: 'talent',
      articleText: '第十条',
      applicant: `示例人${index + 1}`,
      creditCode: '',
      industry: '眼镜',
      projectName: '行业工匠奖励',
      facts: {
        idNumber: `000000${birthday}${digits(3)}${roll(11) === 10 ? 'X' : roll(10)}`,
        phone: roll(4) === 0 ? `0755-${2 + roll(8)}${digits(7)}` : `1${3 + roll(7)}${digits(9)}`,
        bankAccount: `62${digits(10 + roll(8))}`,
        address: `深圳市龙岗区示例街道示例${roll(90) + 10}路${roll(300) + 1}号示例花园${roll(9) + 1}栋${roll(30) + 1}0${roll(9) + 1}`,
      },
      materials: {},
    }
  })
}
