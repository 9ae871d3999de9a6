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
