/** What P10 measures, in a process of its own: the notice of the list in a file; answers the number of bytes. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { makeNotice } from '../../electron/core/pdf/makeNotice.ts'
import type { FrozenList } from '../../shared/report/frozenList.ts'
import { UNSET_SETTINGS } from '../../shared/report/noticeSettings.ts'
import type { OfficeSettings } from '../../shared/views.ts'
import { answer } from './child.ts'
import { PROJECT } from './world.ts'

const list: FrozenList = JSON.parse(readFileSync(process.argv[2] ?? '', 'utf8'))
const settings: OfficeSettings = {
  ...UNSET_SETTINGS,
  stepsDone: ['初审', '专家评审', '专项审计'],
  issuer: '深圳市龙岗区工业和信息化局',
  publicityDays: 5,
  workingDays: true,
  countFirstDay: true,
  startOn: '2026-09-28',
  signedOn: null,
  consultContact: '示例科室',
  consultPhone: '0755-00000001',
  objectionContact: '示例受理人',
  objectionPhone: '0755-00000002',
  address: '示例路1号示例大厦',
  postcode: '518000',
  supervisionPhone: '0755-00000003',
}
await answer(async () => (await makeNotice(list, settings, { templatesRoot: join(PROJECT, 'templates') })).bytes.length)
