"""PyTorch's DistributedDataParallel with gloo: training steps a second of all ranks, one thread each, beside `ranks` of ../ModelCompiler.Benchmarks.

usage: torch_ranks.py NET BATCH [--ranks N] [--rounds N]      BATCH is the global one
"""
import argparse
import os
import time

import torch
import torch.distributed as dist
import torch.multiprocessing as mp

from nets import NETS

TURN = 1.5


def rate(step, more):
    steps, start = 0, time.perf_counter()
    going = torch.ones(1)
    while going.item():
        step()
        steps += 1
        going.fill_(1.0 if time.perf_counter() - start < TURN else 0.0)
        more(going)
    return steps / (time.perf_counter() - start)


def stepper(model, net, batch):
    adam, loss = torch.optim.Adam(model.parameters()), torch.nn.CrossEntropyLoss()
    x, y = torch.randn(batch, *net.shape), torch.randint(0, net.classes, (batch,))

    def step():
        adam.zero_grad()
        loss(model(x), y).backward()
        adam.step()

    return step


def run(rank, name, batch, ranks, rounds):
    os.environ.update(MASTER_ADDR="127.0.0.1", MASTER_PORT="29517")
    dist.init_process_group("gloo", rank=rank, world_size=ranks)
    torch.set_num_threads(1)
    net = NETS[name]
    torch.manual_seed(1)
    together = stepper(torch.nn.parallel.DistributedDataParallel(net.build()), net, batch // ranks)
    alone = stepper(net.build(), net, batch)
    rates, alone_rates = [], []
    for turn in range(rounds + 1):
        dist.barrier()
        torch.set_num_threads(1)
        one = rate(together, lambda going: dist.broadcast(going, 0))
        dist.barrier()
        if rank == 0:
            torch.set_num_threads(ranks)
            two = rate(alone, lambda going: None)
        else:
            time.sleep(TURN)
            two = 0
        if turn:
            rates.append(one * batch)
            alone_rates.append(two * batch)
    if rank == 0:
        median = lambda values: sorted(values)[len(values) // 2]
        ratio = median([a / b for a, b in zip(rates, alone_rates)])
        print(f"{name} batch {batch}  DDP gloo, {ranks} ranks {median(rates):10.0f} samples/s  {ratio:.2f} of one process on {ranks} threads ({median(alone_rates):.0f})", flush=True)


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("net")
    parser.add_argument("batch", type=int)
    parser.add_argument("--ranks", type=int, default=2)
    parser.add_argument("--rounds", type=int, default=7)
    a = parser.parse_args()
    mp.spawn(run, args=(a.net, a.batch, a.ranks, a.rounds), nprocs=a.ranks)
