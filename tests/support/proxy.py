"""A line to a PostgreSQL server that is far away: each direction takes some time, and what goes to the server is
counted."""

import asyncio
import threading


class Line:
    """`port` is to be connected to in place of the server's. `questions`: how many times somebody has waited for the
    server, that is, how often something was sent to it after it had answered all."""

    def __init__(self, port, delay=0.0):
        self.questions = 0
        self._target, self._delay = port, delay
        self._loop = asyncio.new_event_loop()
        started = threading.Event()

        def work():
            asyncio.set_event_loop(self._loop)
            self._server = self._loop.run_until_complete(asyncio.start_server(self._serve, "127.0.0.1", 0))
            self.port = self._server.sockets[0].getsockname()[1]
            started.set()
            self._loop.run_forever()

        self._thread = threading.Thread(target=work, daemon=True)
        self._thread.start()
        started.wait()

    def __enter__(self):
        return self

    def __exit__(self, *error):
        asyncio.run_coroutine_threadsafe(self._close(), self._loop).result()
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()

    async def _close(self):
        self._server.close()
        others = asyncio.all_tasks() - {asyncio.current_task()}
        for task in others:
            task.cancel()
        await asyncio.gather(*others, return_exceptions=True)

    async def _serve(self, reader, writer):
        there, back = await asyncio.open_connection("127.0.0.1", self._target)
        await asyncio.gather(self._copy(reader, back, self._count), self._copy(there, writer, None),
                             return_exceptions=True)

    async def _copy(self, source, target, look):
        """What comes is sent on after the delay, in its order, however much is on its way."""
        on_the_way = asyncio.Queue()

        async def deliver():
            while (item := await on_the_way.get()) is not None:
                due, data = item
                await asyncio.sleep(max(0, due - self._loop.time()))
                target.write(data)
                await target.drain()
            target.close()

        delivering = asyncio.ensure_future(deliver())
        try:
            while data := await source.read(1 << 20):
                if look:
                    look(data)
                on_the_way.put_nowait((self._loop.time() + self._delay, data))
        finally:
            on_the_way.put_nowait(None)
            await delivering

    def _count(self, data):
        if data[:1] == b"Q":  # a simple query, which a client sends when the one before is answered
            self.questions += 1
