import { expect, test } from 'vitest'
import { sizeText } from '../../shared/fileSize.ts'

test.each([
  [0, '1 KB'],
  [20, '1 KB'],
  [5_000, '5 KB'],
  [1_048_063, '1023 KB'],
  [1_048_064, '1.0 MB'],
  [1_572_864, '1.5 MB'],
  [1_073_741_823, '1.0 GB'],
  [3 * 1024 ** 3, '3.0 GB'],
])('%i bytes are "%s"', (bytes, words) => {
  expect(sizeText(bytes)).toBe(words)
})
