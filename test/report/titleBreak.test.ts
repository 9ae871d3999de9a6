import { describe, expect, it } from 'vitest'
import { balanceTitle } from '../../shared/report/titleBreak.ts'

/** Every character as wide as a Chinese one, a line of so many characters. */
const set = (pieces: string[], room: number) => balanceTitle(pieces, room, (text) => [...text].length)

describe('a title in lines', () => {
  it('stands on one line where it fits', () => {
    expect(set(['甲乙丙', '丁戊'], 5)).toEqual(['甲乙丙丁戊'])
  })

  it('takes 菱形 or 梯形 before lines of one length and before an hourglass', () => {
    const pieces = ['深圳市龙岗区工业和信息化局', '关于二六年', '时尚产业发展扶持', '（第一批）', '拟资助项目的公示']
    expect(set(pieces, 20)).toEqual([
      '深圳市龙岗区工业和信息化局',
      '关于二六年时尚产业发展扶持（第一批）',
      '拟资助项目的公示',
    ])
    expect(set(['一二三四', '五六', '七八', '九十甲乙'], 6)).toEqual(['一二三四五六', '七八九十甲乙'])
    expect(set(['一二三', '四五六', '七八九', '十'], 6)).toEqual(['一二三四五六', '七八九十'])
  })

  it('leaves no line of one or two characters, even for one line more', () => {
    expect(set(['一二三四五', '六七八九十', '甲乙'], 10)).toEqual(['一二三四五', '六七八九十甲乙'])
    expect(set(['一二三四五六七', '八九', '十甲乙丙丁戊己'], 8)).toEqual(['一二三四五六七', '八九', '十甲乙丙丁戊己'])
  })

  it('breaks a piece that is wider than a line between words, keeping punctuation to its side', () => {
    const title = '深圳市龙岗区工业和信息化局、深圳市龙岗区财政局关于下达资金的通知'
    const lines = set([title], 20)
    expect(lines.join('')).toBe(title)
    expect(lines).toHaveLength(2)
    const words = new Set(
      [...new Intl.Segmenter('zh', { granularity: 'word' }).segment(title)].map(({ index }) => index),
    )
    expect(words.has(lines[0]?.length ?? 0)).toBe(true)
    for (const line of lines) expect(line).not.toMatch(/^[、，。）》]/)
    expect(set(['一二三四五六七八九十'.repeat(3)], 7).every((line) => [...line].length <= 7)).toBe(true)
  })
})
