package dev.gradcheck.net;

import dev.gradcheck.function.Parameters;
import dev.gradcheck.function.Suspicion;
import dev.gradcheck.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;

/** The usual mistakes of a network: those of each layer, and those where one layer follows another. */
final class Suspicions {
    private final Network network;
    private final Parameters point;
    private final Tensor cotangent;
    private final Parameters own;
    private final List<Suspicion> found = new ArrayList<>();

    private Suspicions(Network network, Parameters point, Tensor cotangent) {
        this.network = network;
        this.point = point;
        this.cotangent = cotangent;
        this.own = network.vjp(point).pullback().apply(cotangent);
    }

    static List<Suspicion> of(Network network, Parameters point, Tensor cotangent) {
        Suspicions suspicions = new Suspicions(network, point, cotangent);
        for (int i = 0; i < network.places().size(); i++) {
            suspicions.addOf(i);
        }
        return suspicions.found;
    }

    private void addOf(int index) {
        Network.Place place = network.places().get(index);
        for (Layer.Mistake mistake : place.layer().mistakes()) {
            add(place, mistake, network.with(index, mistake.layer()), false);
        }
        List<Integer> users = usersOf(place.name());
        if (users.size() != 1) {
            return;
        }
        Network.Place next = network.places().get(users.get(0));
        if (next.inputs().equals(List.of(place.name()))) {
            for (Layer.Mistake mistake : place.layer().mistakesBefore(next.layer())) {
                add(place, mistake, fused(index, users.get(0), mistake.layer()), true);
            }
        }
    }

    /** A mistake that changes nothing is one that no check could see here; one of two layers then usually does not run on their shapes. */
    private void add(Network.Place place, Layer.Mistake mistake, Network faulty, boolean isFused) {
        String where = "layer " + place.name() + " (" + place.layer().name() + "): ";
        Parameters gradient = changed(faulty.vjp(point).pullback().apply(cotangent));
        if (!isFused || !gradient.names().isEmpty()) {
            found.add(new Suspicion(mistake.fault(), where + mistake.sentence(), mistake.remedy(), gradient));
        }
    }

    /** What leaves a tensor as it is explains nothing: if this very network is wrong there, every such mistake would fit exactly. */
    private Parameters changed(Parameters gradient) {
        Parameters changed = Parameters.NONE;
        for (String name : gradient.names()) {
            boolean isSame = own.has(name) && own.get(name).equals(gradient.get(name));
            changed = isSame ? changed : changed.with(name, gradient.get(name));
        }
        return changed;
    }

    private List<Integer> usersOf(String name) {
        List<Integer> users = new ArrayList<>();
        for (int i = 0; i < network.places().size(); i++) {
            if (network.places().get(i).inputs().contains(name)) {
                users.add(i);
            }
        }
        return users;
    }

    /** A copy in which one layer stands for two. */
    private Network fused(int index, int next, Layer layer) {
        List<Network.Place> copy = new ArrayList<>(network.places());
        String name = copy.get(next).name();
        copy.set(next, new Network.Place(name, layer, copy.get(index).inputs()));
        copy.remove(index);
        return new Network(network.name(), copy, network.inputs(), network.mixed());
    }
}
