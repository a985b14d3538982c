"""Writes the dumps beside this file, with the lines that golden-files.md shows. Run with PyTorch 1.13 (CPU)."""
import os

import numpy as np
import torch
from torch import nn
from torch.nn import functional as F

torch.manual_seed(1)


def dump(folder, net, loss_fn, x, y, traced=False):
    os.makedirs(folder, exist_ok=True)
    os.chdir(folder)
    loss = loss_fn(net(x), y)
    loss.backward()
    np.save("x.npy", x); np.save("y.npy", y); np.save("loss.npy", loss.detach())
    np.savez("weights.npz", **net.state_dict())
    np.savez("gradients.npz", **{n: p.grad for n, p in net.named_parameters() if p.grad is not None})
    print(net, loss_fn, net.training, torch.__version__, file=open("net.txt", "w"))
    if traced:
        print(torch.fx.symbolic_trace(net).graph, file=open("net.txt", "a"))
    os.chdir("..")


class Residual(nn.Module):
    """Functions between the modules, a module that is called twice, and one that is never called."""

    def __init__(self):
        super().__init__()
        self.a = nn.Linear(3, 3)
        self.seq = nn.Sequential(nn.Linear(3, 4), nn.Tanh())
        self.norm = nn.LayerNorm(4)
        self.unused = nn.Linear(2, 2)

    def forward(self, x):
        y = x + self.a(F.relu(self.a(x)))
        return torch.cat([self.norm(self.seq(y)), F.gelu(y)], dim=1)


class Words(nn.Module):
    """Indices, a recurrent module, and dropout that drops nothing outside of training."""

    def __init__(self):
        super().__init__()
        self.table = nn.Embedding(5, 3)
        self.lstm = nn.LSTM(3, 2, batch_first=True)
        self.drop = nn.Dropout(0.3)
        self.out = nn.Linear(2, 2)

    def forward(self, x):
        return self.out(self.drop(self.lstm(self.table(x))[0]).mean(1))


class Image(nn.Module):
    """Pooling and a view by function."""

    def __init__(self):
        super().__init__()
        self.conv = nn.Conv2d(1, 2, 3, padding=1)
        self.fc = nn.Linear(8, 3)

    def forward(self, x):
        y = F.max_pool2d(F.relu(self.conv(x)), 2)
        return self.fc(y.view(y.size(0), -1))


dump(
    "mlp",
    nn.Sequential(nn.Linear(3, 4), nn.BatchNorm1d(4), nn.ReLU(), nn.Linear(4, 2)),
    F.mse_loss,
    torch.randn(5, 3),
    torch.randn(5, 2),
)
dump(
    "conv",
    nn.Sequential(nn.Conv2d(1, 2, 3, padding=1), nn.ReLU(), nn.MaxPool2d(2), nn.Flatten(), nn.Linear(8, 3)),
    nn.CrossEntropyLoss(),
    torch.randn(2, 1, 4, 4),
    torch.tensor([0, 2]),
)
dump(
    "evaluated",
    nn.Sequential(nn.Linear(3, 4), nn.BatchNorm1d(4), nn.Dropout(0.5), nn.Linear(4, 1)).eval(),
    nn.BCEWithLogitsLoss(),
    torch.randn(3, 3),
    torch.rand(3, 1),
)
dump("residual", Residual(), nn.L1Loss(), torch.randn(2, 3), torch.randn(2, 7), traced=True)
dump("untraced", Residual(), nn.L1Loss(), torch.randn(2, 3), torch.randn(2, 7))
dump("words", Words().eval(), nn.BCEWithLogitsLoss(), torch.randint(0, 5, (2, 3)), torch.rand(2, 2), traced=True)
dump("image", Image(), nn.CrossEntropyLoss(), torch.randn(2, 1, 4, 4), torch.tensor([0, 1]), traced=True)

# One step of an LSTM, of which the loss takes the hidden state.
os.makedirs("step", exist_ok=True)
os.chdir("step")
net, loss_fn = nn.LSTMCell(3, 2), F.mse_loss
x, h, c, y = torch.randn(2, 3), torch.randn(2, 2), torch.randn(2, 2), torch.randn(2, 2)
loss = loss_fn(net(x, (h, c))[0], y)
loss.backward()
np.save("x.npy", x); np.save("y.npy", y); np.save("loss.npy", loss.detach())
np.save("h.npy", h); np.save("c.npy", c)
np.savez("weights.npz", **net.state_dict())
np.savez("gradients.npz", **{n: p.grad for n, p in net.named_parameters() if p.grad is not None})
print(net, loss_fn, net.training, torch.__version__, file=open("net.txt", "w"))
os.chdir("..")
