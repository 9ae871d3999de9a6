import { describe, expect, test } from 'vitest'
import { may, whoMay } from '../../renderer/client.ts'
import { channels, contract } from '../../shared/contract.ts'
import { ROLES } from '../../shared/roles.ts'

describe('what the screen offers', () => {
  test('follows the contract for every role and call', () => {
    for (const channel of channels) {
      const { access } = contract[channel]
      for (const role of ROLES) {
        const expected = access === 'anyone' || access === 'signed-in' || access.includes(role)
        expect(may({ roles: [role] }, channel), `${role} ${channel}`).toBe(expected)
      }
    }
  })

  test('nobody signed in sees only what anyone may', () => {
    expect(may(null, 'session.signIn')).toBe(true)
    expect(may(null, 'case.list')).toBe(false)
    expect(may(null, 'case.decide')).toBe(false)
  })

  test('one of several roles is enough', () => {
    expect(may({ roles: ['auditor', 'chief'] }, 'list.freeze')).toBe(true)
    expect(may({ roles: ['auditor', 'reviewer'] }, 'list.freeze')).toBe(false)
  })

  test('a closed button names who may', () => {
    expect(whoMay('list.freeze')).toBe('此操作由科长办理，当前账号没有这项权限')
    expect(whoMay('case.decide')).toContain('审核员、科长')
  })
})
