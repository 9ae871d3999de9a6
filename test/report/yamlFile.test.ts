import { expect, test } from 'vitest'
import { z } from 'zod'
import { AppError } from '../../shared/errors.ts'
import { parseYamlFile } from '../../shared/report/yamlFile.ts'

const bomb = [
  'a: &a [甲, 甲, 甲, 甲, 甲, 甲, 甲, 甲, 甲]',
  ...['b', 'c', 'd'].map(
    (key, at) =>
      `${key}: &${key} [${Array(9)
        .fill(`*${'abc'.charAt(at)}`)
        .join(', ')}]`,
  ),
].join('\n')

test.each([
  ['an alias of nothing', '*x'],
  ['aliases that grow without end', bomb],
])('%s is refused in words', (_name, text) => {
  const read = () => parseYamlFile(text, '数值.yaml', z.record(z.string(), z.unknown()), '测算值文件')
  expect(read).toThrow(AppError)
  expect(read).toThrow(/^测算值文件“数值\.yaml”第\d+行：.*引用/)
})

const SHAPE = z.strictObject({
  count: z.number().int().min(1).max(3),
  value: z.union([z.string().min(1), z.number()]),
  kind: z.enum(['大赛', '展会']),
  list: z.array(z.string()).min(2),
  name: z.string().min(2).max(3),
  yes: z.boolean(),
})
const GOOD = 'count: 1\nvalue: 20%\nkind: 大赛\nlist: [甲, 乙]\nname: 甲乙\nyes: true\n'

test.each([
  ['count: 1', 'count: 一', /第1行：“count”的值不对：应为数字，写的是文字/],
  ['count: 1', 'count: 1.5', /应为整数，写的是数字/],
  ['count: 1', 'count: 9', /最多为3/],
  ['value: 20%', 'value: [1]', /第2行：“value”的值不对：写法不对，写的是列表/],
  ['kind: 大赛', 'kind: 论坛', /只能是 大赛、展会/],
  ['list: [甲, 乙]', 'list: [甲]', /至少2项/],
  ['list: [甲, 乙]', 'list: 甲', /应为列表，写的是文字/],
  ['name: 甲乙', 'name: 甲乙丙丁', /最多3个字/],
  ['yes: true', 'yes: 是', /应为是（true）或否（false），写的是文字/],
  ['yes: true', 'no: true', /不认识的字段“no”/],
  ['name: 甲乙', 'name: *x', /第5行：引用的“\*x”没有定义，请改为直接写出/],
  ['name: 甲乙', 'count: 2', /第5行：不是正确的 YAML：同一个字段写了两次/],
  ['name: 甲乙', '\tname: 甲乙', /第\d行：不是正确的 YAML：/],
  ['list: [甲, 乙]', 'list: [甲, 乙', /第\d行：不是正确的 YAML：/],
  ['name: 甲乙', 'name 甲乙', /第\d行：不是正确的 YAML：/],
])('“%s” written as “%s” is refused in Chinese, with its line', (good, bad, sentence) => {
  expect(() => parseYamlFile(GOOD, '甲.yaml', SHAPE)).not.toThrow()
  let said = ''
  try {
    parseYamlFile(GOOD.replace(good, bad), '甲.yaml', SHAPE)
  } catch (error) {
    said = error instanceof AppError ? error.message : String(error)
  }
  expect(said).toMatch(sentence)
  // No word of a library: the file’s own fields and values, YAML and true/false are all the Latin there is.
  expect(said.replace(/甲\.yaml|“[^”]*”|YAML|true|false/g, '')).not.toMatch(/[A-Za-z]{2,}/)
})
