import { expect, test } from 'vitest'
import { auditText } from '../../electron/core/auditText.ts'
import { DEFAULT_ROUND_RULES } from '../../shared/cohort/allocation.ts'

test('an audit entry reads as Chinese words: amounts in 万元, yes and no, kinds and roles by name', () => {
  expect(auditText({ agreed: 29, refused: 17 })).toBe('拟同意 29，不予支持 17')
  expect(auditText({ kind: 'agree', amountFen: 3_547_580_0, overridden: true, opinion: '依据会议纪要' })).toBe(
    '类别 同意，金额 35.4758 万元，人工调整 是，意见 依据会议纪要',
  )
  expect(auditText({ roles: ['chief', 'reviewer'] })).toBe('角色 科长、审核员')
  expect(auditText({ budgetFen: 0, rules: DEFAULT_ROUND_RULES })).toBe(
    '预算 0.00 万元，规则 到元（舍尾取整）、不超过申报金额、整批核减',
  )
})

test('what is empty or has no name on screen is left out; a hash is cut to what papers print', () => {
  expect(auditText({ reason: '', amountFen: null, internalField: 7 })).toBe('')
  expect(auditText({ hash: 'f5edd147b5331081'.repeat(4) })).toBe('校验码 f5edd147b5331081')
})

test('a telephone, account or identity number quoted in a reason is masked; dates and amounts stay', () => {
  const text = auditText({ opinion: '电话13800138000，账号6222021234567890123，2026年3月5日来电，应付 120,000.00 元' })
  expect(text).toMatch(/^意见 电话138\*+8000，账号/)
  expect(text).not.toMatch(/13800138000|6222021234567890123/)
  expect(text).toContain('2026年3月5日来电，应付 120,000.00 元')
  expect(auditText({ reason: '身份证11010519491231002X' })).not.toContain('11010519491231002X')
  expect(auditText({ consultPhone: '0755-28900000' })).toBe('咨询电话 0755-28900000')
})
