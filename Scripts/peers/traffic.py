"""Traffic through a router, on loopback only.

traffic.py backends           two servers that answer `candidate` and `baseline`; prints their ports and serves until its
                              input ends
traffic.py ask PORT COUNT     sends requests of `user-0`, `user-1` and so on, and prints who answered each
"""

import asyncio
import sys


async def backends():
    async def serve(name):
        async def answer(reader, writer):
            body = name.encode()
            try:
                while True:
                    await reader.readuntil(b"\r\n\r\n")
                    writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n%s" % (len(body), body))
                    await writer.drain()
            except (asyncio.IncompleteReadError, ConnectionError):
                writer.close()

        server = await asyncio.start_server(answer, "127.0.0.1", 0)
        return server, server.sockets[0].getsockname()[1]

    servers = [await serve(name) for name in ("candidate", "baseline")]
    print(*(port for _, port in servers), flush=True)
    await asyncio.to_thread(sys.stdin.read)


async def ask(port, count):
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    for number in range(count):
        request = b"GET / HTTP/1.1\r\nHost: router\r\nX-User: user-%d\r\n\r\n" % number
        try:
            writer.write(request)
            head = await reader.readuntil(b"\r\n\r\n")
        except (asyncio.IncompleteReadError, ConnectionError):
            # A router that starts new workers closes what it kept alive, as HTTP lets it.
            reader, writer = await asyncio.open_connection("127.0.0.1", port)
            writer.write(request)
            head = await reader.readuntil(b"\r\n\r\n")
        length = next(
            int(line.split(b":")[1]) for line in head.split(b"\r\n") if line.lower().startswith(b"content-length:")
        )
        body = await reader.readexactly(length)
        print(body.decode() if head.startswith(b"HTTP/1.1 200") else head.split(b"\r\n")[0].decode())
        if b"connection: close" in head.lower():
            writer.close()
            reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.close()


if sys.argv[1] == "backends":
    asyncio.run(backends())
else:
    asyncio.run(ask(int(sys.argv[2]), int(sys.argv[3])))
