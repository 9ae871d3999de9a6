/** Holds the writer's lock of a database until it is killed. */
import { lockForWriting } from '../../db/writerLock.ts'

lockForWriting(process.argv[2] ?? '', new Date().toISOString())
process.send?.('held')
process.stdin.resume()
process.on('message', () => {})
