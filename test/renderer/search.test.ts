import fc from 'fast-check'
import { pinyin } from 'pinyin-pro'
import { describe, expect, test } from 'vitest'
import { buildIndex, type Searchable, searchIndex } from '../../renderer/search.ts'

const shop: Searchable = {
  id: 'a',
  applicationNo: 'LG202600023',
  applicant: '深圳市金曜珠宝有限公司',
  projectName: '重庆路时尚大赛',
  industry: '黄金珠宝',
  creditCode: '91440300MA5EXAMPLE',
  requestedFen: 30_000_000,
  computedFen: 20_000_000,
  proposedFen: null,
}
const glasses: Searchable = {
  ...shop,
  id: 'b',
  applicationNo: 'LG202600024',
  applicant: '澜庭眼镜（深圳）公司',
  projectName: '',
  industry: '眼镜',
  creditCode: '91440300MA5FSAMPLE',
  requestedFen: 100_000_000,
  computedFen: null,
  proposedFen: null,
}
const rows = [shop, glasses]

/** What a person means: written somewhere in a field, or the initials or the full pinyin of a name. */
function found(row: Searchable, query: string): boolean {
  const fold = (text: string) => text.normalize('NFKC').toLowerCase().replace(/\s+/g, '')
  const wanted = fold(query)
  const names = [row.applicant, row.projectName].map(fold).filter((name) => name !== '')
  const spoken = names.flatMap((name) => [
    pinyin(name, { toneType: 'none', type: 'array', v: true }).join(''),
    pinyin(name, { pattern: 'first', toneType: 'none', type: 'array' }).join(''),
  ])
  return [row.applicationNo, row.industry, ...names]
    .map(fold)
    .concat(spoken)
    .concat(/\d/.test(wanted) ? [fold(row.creditCode)] : [])
    .some((text) => text.includes(wanted))
}

describe('search of the queue', () => {
  test.each([
    ['珠宝', ['a']],
    ['jyzb', ['a']],
    ['jinyaozhubao', ['a']],
    ['ＬＧ２０２６ 00024', ['b']],
    ['眼镜(深圳)', ['b']],
    ['cqlss', ['a']],
    ['LG2026', ['a', 'b']],
    ['没有这家', []],
    ['ma5e', ['a']],
    ['30万', ['a']],
    ['>=100万', ['b']],
    ['>100万', []],
    ['15-25万', ['a']],
    ['＜３０', ['a']],
  ])('%s finds %j', (query, ids) => {
    expect([...searchIndex(buildIndex(rows), query)]).toEqual(ids)
  })

  test('the index answers exactly what looking at every case would', () => {
    const words = fc.array(fc.constantFrom(...'深圳金曜珠宝澜庭眼镜重庆木禾皮革有限公司AI(（'), {
      minLength: 1,
      maxLength: 12,
    })
    const text = words.map((letters) => letters.join(''))
    const row = fc.record({
      id: fc.uuid(),
      applicationNo: fc.stringMatching(/^LG\d{4}$/),
      applicant: text,
      projectName: text,
      industry: text,
      creditCode: fc.stringMatching(/^[0-9A-Z]{18}$/),
      requestedFen: fc.constant(null),
      computedFen: fc.constant(null),
      proposedFen: fc.constant(null),
    })
    const query = fc.oneof(fc.constantFrom('j', 'jy', 'zb', 'zhubao', 'lg1', '深圳', '宝', '(', 'ai', 'cq'), text)
    fc.assert(
      fc.property(fc.uniqueArray(row, { selector: ({ id }) => id, maxLength: 12 }), query, (all, wanted) => {
        const brute = all.filter((each) => found(each, wanted)).map(({ id }) => id)
        expect([...searchIndex(buildIndex(all), wanted)]).toEqual(brute)
      }),
      { numRuns: 300 },
    )
  })
})
